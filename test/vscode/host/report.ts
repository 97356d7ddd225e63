/** What became of one case. */
export interface CaseResult {
  readonly name: string;
  /** Why it failed; absent when it didn't. */
  readonly failure?: string;
}

const MARK = "faultline-host-suite:";

/** A line for the console, the only thing that the host's two ways of running tests have in common. */
export function line(result: CaseResult | "end"): string {
  return MARK + JSON.stringify(result);
}

/** Reads {@link line} back, whatever a console has put around it. */
export function parseLine(text: string): CaseResult | "end" | undefined {
  const json = new RegExp(`${MARK}(\\{.*\\}|"end")`, "s").exec(text)?.[1];
  return json === undefined ? undefined : (JSON.parse(json) as CaseResult | "end");
}
