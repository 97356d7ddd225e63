import type { RunPart } from "../trace/runPart.ts";
import type { Trace } from "../trace/trace.ts";

/** Where the page that the build makes has room for its name and for what it shows, and what it has there instead. */
const TITLE = "<title>Faultline</title>";
const PART = '<script type="application/json" id="part">null</script>';
const RUNS = '<script type="application/json" id="runs">[]</script>';

/**
 * Writes runs as one HTML file that holds the diagram as well, to be stepped through like in the panel. It needs
 * nothing else and fetches nothing.
 * @param page The page without any run: `standalone.html` of the build.
 * @param runs At least one; the first one is shown first.
 * @param part The part of the first run that is marked, and at which the page opens. The run is there as a whole.
 * @throws {Error} if it isn't that page
 */
export function toHtml(page: string, runs: readonly [Trace, ...Trace[]], part?: RunPart): string {
  // What a browser takes for the end of the script, or for a comment in it, begins with this character.
  const json = JSON.stringify(runs).replaceAll("<", "\\u003c");
  const named = put(page, TITLE, `<title>${escape(runs[0].scenario)} · Faultline</title>`);
  const opened = part ? put(named, PART, PART.replace("null", JSON.stringify(part))) : named;
  return put(
    opened,
    RUNS,
    RUNS.replace("[]", () => json),
  );
}

/** Replaces the first occurrence; what comes later is code. */
function put(page: string, place: string, content: string): string {
  const at = page.indexOf(place);
  if (at < 0) throw new Error(`the page has no ${place}`);
  return page.slice(0, at) + content + page.slice(at + place.length);
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
