import { FileSystemError, ProgressLocation, window, workspace } from "vscode";
import type { Progress, Uri } from "vscode";
import { parsingTrace, TraceError } from "../../exporters/json.ts";
import type { Trace } from "../../trace/trace.ts";
import { inSlices } from "../inSlices.ts";
import { fileName } from "../scenarioFile.ts";

/** Longer documents, in bytes, would take more memory than an extension host has. */
const LONGEST = 512 * 1024 * 1024;

/** Reading that takes longer than this, in ms, is shown, with a way to stop it. */
const NOTICEABLE = 500;

/**
 * Reads a saved trace from any file system. A long one takes its time: then its progress is shown, and the user can
 * stop it.
 * @param signal Ends the reading; its reason is thrown.
 * @throws {TraceError} that says why there is nothing to show, and what to do
 */
export async function readTrace(file: Uri, signal: AbortSignal): Promise<Trace> {
  const stopping = new AbortController();
  const progress = new LateProgress(`Reading ${fileName(file)}`, () =>
    stopping.abort(new TraceError("reading was stopped")),
  );
  const either = AbortSignal.any([signal, stopping.signal]);
  try {
    const document = await Promise.race([readDocument(file), aborted(either)]);
    return await inSlices(parsingTrace(document), either, (done) => progress.report(done));
  } finally {
    progress.end();
  }
}

async function readDocument(file: Uri): Promise<Uint8Array> {
  try {
    const { size } = await workspace.fs.stat(file);
    if (size > LONGEST) throw tooLong(size);
    return await workspace.fs.readFile(file);
  } catch (error) {
    if (error instanceof TraceError) throw error;
    if (error instanceof FileSystemError && error.code === "FileNotFound")
      throw new TraceError("the file isn't there any more");
    throw new TraceError(`the file can't be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function tooLong(size: number): TraceError {
  const megabytes = (bytes: number) => Math.round(bytes / (1024 * 1024));
  return new TraceError(
    `the trace has ${megabytes(size)} MB, and what is shown has at most ${megabytes(LONGEST)} MB; save a shorter run`,
  );
}

/** Rejects with the signal's reason. */
async function aborted(signal: AbortSignal): Promise<never> {
  await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
  throw signal.reason;
}

/** Progress in a notification, if it takes so long that one wants to know. */
class LateProgress {
  readonly #timer: ReturnType<typeof setTimeout>;
  readonly #over = Promise.withResolvers<undefined>();
  #shown: Progress<{ readonly increment: number }> | undefined;
  #percent = 0;

  /** @param stop The user doesn't want to wait. */
  constructor(title: string, stop: () => void) {
    this.#timer = setTimeout(() => {
      void window.withProgress(
        { location: ProgressLocation.Notification, title, cancellable: true },
        (progress, token) => {
          this.#shown = progress;
          token.onCancellationRequested(stop);
          return this.#over.promise;
        },
      );
    }, NOTICEABLE);
  }

  /** @param done From 0 to 1. */
  report(done: number): void {
    const percent = Math.floor(done * 100);
    if (!this.#shown || percent <= this.#percent) return;
    this.#shown.report({ increment: percent - this.#percent });
    this.#percent = percent;
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#over.resolve(undefined);
  }
}
