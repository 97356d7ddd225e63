import { formatOperation } from "../../checks/consistency/explain.ts";
import type { Rung } from "../../checks/consistency/ladder.ts";
import { painter } from "../../exporters/text/canvas.ts";
import type { RecordedOperation } from "../../histories/readHistory.ts";
import { formatCount } from "../../trace/format.ts";

/** What was found out about one file. */
export interface Judgement {
  /** As the user named it. */
  readonly file: string;
  readonly model: string;
  readonly rung: Rung;
  readonly operations: readonly RecordedOperation[];
}

/** The judgement for people. */
export function judgementText({ file, model, rung, operations }: Judgement, color: boolean): string {
  const paint = painter(color);
  const { verdict, level, steps, witness, reached, reason } = rung;
  const heading = {
    holds: paint(`✓ ${level}`, "good"),
    broken: paint(`✗ not ${level}`, "bad"),
    unknown: paint(`? ${level} or not: the budget was used up`, "bad"),
  }[verdict];
  const facts = `${model} · ${formatCount(rung.operations, "operation")} · ${formatCount(steps, "step")}`;
  const lines = [paint(file, "bold"), `  ${heading}`, `    ${paint(facts, "dim")}`];
  if (reason !== undefined) lines.push(`    ${reason}`);
  if (verdict === "unknown" && reached !== undefined) {
    const { client, line } = operations[reached.stuck];
    lines.push(
      `    reached: an order of ${formatCount(reached.order.length, "operation")}, after which ${client}: ` +
        `${formatOperation(operations[reached.stuck])} of line ${line} finds no place; try a larger --budget`,
    );
  }
  if (witness !== undefined) {
    lines.push(
      `    ${witness.length === 1 ? "this operation shows" : `these ${witness.length} operations show`} it:`,
    );
    lines.push(...table(witness.map((index) => operations[index])).map((line) => `      ${line}`));
  }
  return `${lines.join("\n")}\n`;
}

/** The judgement for programs. */
export function judgementDocument({ file, model, rung, operations }: Judgement) {
  const { level, verdict, steps, witness, reason, reached } = rung;
  return {
    file,
    model,
    level,
    verdict,
    operations: rung.operations,
    steps,
    ...(witness === undefined
      ? {}
      : { witness: witness.map((index) => operationDocument(operations[index])) }),
    ...(reason === undefined ? {} : { reason }),
    ...(reached === undefined
      ? {}
      : { reached: { ordered: reached.order.length, stuck: operationDocument(operations[reached.stuck]) } }),
  };
}

function operationDocument({
  client,
  function: name,
  input,
  output,
  outcome,
  line,
  completedLine,
}: RecordedOperation) {
  return { process: client, function: name, input, output, outcome, line, completedLine };
}

function table(operations: readonly RecordedOperation[]): string[] {
  const rows = operations.map((operation) => {
    const { line, completedLine, client } = operation;
    const where = completedLine === undefined ? `line ${line}` : `lines ${line}–${completedLine}`;
    return [where, client, formatOperation(operation)] as const;
  });
  const [place, who] = [0, 1].map((column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map(([where, client, what]) => `${where.padEnd(place)}  ${client.padStart(who)}  ${what}`);
}
