import type { LineStory } from "../../trace/lines/lineStory.ts";
import { commandLink, escapeMarkdown } from "./markdown.ts";

/** The command that shows a run in the diagram: its arguments are the URI of the file, and where to go there. */
export const SHOW = "faultline.show";

/**
 * A story as a table with a link for each event.
 * @param tally What the line did, in short.
 * @param file The URI of the scenario file, for the links.
 */
export function storyMarkdown(tally: string, { rows, more }: LineStory, file: string): string {
  const link = (text: string, event: number) => commandLink(text, SHOW, [file, { step: event }]);
  const lines = rows.map(({ event, time, what, outcome }) => {
    const end =
      outcome === undefined
        ? ""
        : outcome.event === undefined
          ? escapeMarkdown(outcome.text)
          : link(outcome.text, outcome.event);
    return `| ${link(time, event)} | ${escapeMarkdown(what)} | ${end} |`;
  });
  const table = ["| | | |", "| --: | :-- | :-- |", ...lines];
  const rest = more === 0 ? [] : ["", `and ${more.toLocaleString("en")} more`];
  return [escapeMarkdown(tally), "", ...table, ...rest].join("\n");
}
