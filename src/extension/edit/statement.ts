import type { Intervention, MessageIdentity } from "../../trace/interventions.ts";

/** A statement of a scenario's script. */
export interface Statement {
  /** What it needs of the DSL. */
  readonly imports: readonly string[];
  /**
   * Its text.
   * @param world what the script calls its world
   * @param nameOf what the file calls something that it imports of the DSL
   */
  text(world: string, nameOf: (imported: string) => string): string;
}

/** The statement that makes something happen, wherever it stands before the run has got there. */
export function statementOf(intervention: Intervention): Statement {
  switch (intervention.kind) {
    case "drop":
    case "duplicate":
      return ruleOn(intervention.message, intervention.kind, "");
    case "delay":
      return ruleOn(intervention.message, "delay", String(intervention.by));
    case "crash":
      return inTime(intervention.time, (world) => `crash(${find(world, intervention.node)})`);
    case "cut": {
      const { between, time } = intervention;
      return inTime(time, (world) => `partition(${between.map((name) => find(world, name)).join(", ")})`);
    }
  }
}

function ruleOn(
  { from, to, name, kind, nth }: MessageIdentity,
  verdict: string,
  argument: string,
): Statement {
  const pattern = Object.entries({ from, to, name, ...(kind ? { kind } : {}), nth })
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
    .join(", ");
  return {
    imports: [verdict],
    text: (world, nameOf) => `${world}.intercept({ ${pattern} }, ${nameOf(verdict)}(${argument}));`,
  };
}

function inTime(time: number, verb: (world: string) => string): Statement {
  return { imports: [], text: (world) => `${world}.at(${time}, () => ${world}.${verb(world)});` };
}

function find(world: string, name: string): string {
  return `${world}.find(${JSON.stringify(name)})`;
}
