import { cases } from "./cases.ts";
import { line } from "./report.ts";

/** Called by the editor inside its extension host: tries all cases and rejects when one fails. */
export async function run(): Promise<void> {
  const failed: string[] = [];
  for (const [name, body] of Object.entries(cases)) {
    try {
      await body();
      console.log(line({ name }));
    } catch (error) {
      failed.push(name);
      console.log(
        line({ name, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
      );
    }
  }
  console.log(line("end"));
  if (failed.length > 0) throw new Error(`${failed.length} failed: ${failed.join(", ")}`);
}
