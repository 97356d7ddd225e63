import type { Event, Uri } from "vscode";
import type { OtherRun, ToWebview } from "../../protocol/messages.ts";
import type { Location, Trace } from "../../trace/trace.ts";
import type { Place } from "../run/place.ts";
import type { PageRequest } from "./page.ts";

/** What a diagram shows. */
export interface Subject {
  /** The file that it stands for: what is exported goes beside it. */
  readonly uri: Uri;
  /** The run that is shown; none as long as there is none. */
  readonly trace: Trace | undefined;
  /** What a page has to be told that begins to listen. */
  readonly standing: readonly ToWebview[];
  readonly onDidUpdate: Event<ToWebview>;
  /** Where the user is in the run, for all that show it. */
  readonly place: Pick<Place, "position" | "moveTo" | "onDidMove">;
  /** The run that tells what the last edit changed; absent where nothing is edited. */
  readonly beforeEdit?: OtherRun;
  /** The file that a location of the run is in; nothing where that isn't known. */
  locate(location: Location): Uri | undefined;
  /** Asks which run the shown one is to be held against. */
  pickOther(shown: Trace): Promise<OtherRun | undefined>;
  /** @throws {Error} that says why there is no such run */
  otherRun(shown: Trace, other: OtherRun, signal: AbortSignal): Promise<Trace>;
  /** Does what the page asks for and not every subject can do. */
  answer(request: SubjectRequest): void | Promise<void>;
}

/** What is up to the subject. */
export type SubjectRequest = Exclude<
  PageRequest,
  { kind: "reveal" | "goToMistake" | "position" | "askExport" | "askCompare" | "compare" }
>;
