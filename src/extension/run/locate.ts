import { Uri } from "vscode";
import type { Location } from "../../trace/trace.ts";

/** The source file that a location of a run is in. */
export function locate(scenarioFile: Uri, location: Location): Uri {
  return Uri.joinPath(scenarioFile, "..", location.file);
}
