import { Hover, MarkdownString } from "vscode";
import type { HoverProvider, Position, TextDocument } from "vscode";
import { lineStory } from "../../trace/lines/lineStory.ts";
import { lineTallies, type LineTally } from "../../trace/lines/tally.ts";
import { tellTally } from "../../trace/lines/tellTally.ts";
import type { RunText, RunTexts } from "./runTexts.ts";
import { SHOW, storyMarkdown } from "./storyMarkdown.ts";

/** How many events are listed. */
const MOST = 10;

/** Over what a line does, or over what is said at its end: the events that it brought about, with links to them. */
export class LineHovers implements HoverProvider {
  readonly #texts: RunTexts;

  constructor(texts: RunTexts) {
    this.#texts = texts;
  }

  provideHover(document: TextDocument, position: Position): Hover | undefined {
    const text = this.#texts.of(document);
    const tally = text && findTally(text, position.line + 1);
    if (!tally) return undefined;
    const range = document.getWordRangeAtPosition(position);
    const atEnd = position.character >= document.lineAt(position).range.end.character;
    if (!atEnd && !(range && tally.columns.includes(range.start.character + 1))) return undefined;
    const { trace, session } = text;
    const story = lineStory(trace, tally, MOST);
    const markdown = new MarkdownString(
      storyMarkdown(tellTally(trace, tally).text, story, session.file.toString()),
    );
    markdown.isTrusted = { enabledCommands: [SHOW] };
    return atEnd || !range ? new Hover(markdown) : new Hover(markdown, range);
  }
}

/** What the line that stands there now did, unless it reads otherwise than in the run. */
function findTally({ trace, name, lines, stale }: RunText, line: number): LineTally | undefined {
  const before = lines.before(line).filter((traced) => !(stale && lines.now(traced)?.edited));
  return lineTallies(trace).find((tally) => tally.file === name && before.includes(tally.line));
}
