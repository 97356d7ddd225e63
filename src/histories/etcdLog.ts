import { readEdn } from "./edn.ts";
import type { Entry } from "./entry.ts";
import { HistoryError } from "./historyError.ts";

const LINE = /^INFO\s+jepsen\.util - (\S+)\s+:(invoke|ok|fail|info)\s+:(\S+)\s+(.*)$/;

/** Whether a text is a log of Jepsen, as Porcupine has them from etcd. */
export function isEtcdLog(text: string): boolean {
  return /^\s*INFO\s+jepsen\.util/.test(text);
}

/** Reads such a log. Lines of the nemesis are no operations. @throws {HistoryError} */
export function readEtcdLog(text: string): Entry[] {
  const entries: Entry[] = [];
  for (const [index, content] of text.split(/\r?\n/).entries()) {
    const line = index + 1;
    if (content.trim() === "" || / - :nemesis\s/.test(content)) continue;
    const match = LINE.exec(content);
    if (match === null)
      throw new HistoryError(
        "this is no line of the log; it should be like: INFO  jepsen.util - 0 :invoke :read nil",
        line,
      );
    const [, process, type, name, rest] = match;
    const value = readEdn(rest).at(0)?.value ?? null;
    entries.push({ process, type: type as Entry["type"], function: name, value, line });
  }
  return entries;
}
