/** Rows of cells, the first row with the titles of the columns. */
export type TextTable = readonly (readonly string[])[];

/** A number, which a spreadsheet takes for what it is. */
const NUMBER = /^[+-]?[\d.]+$/;
/** What a spreadsheet would take for a formula. */
const FORMULA = /^[=+\-@]/;
/** What Markdown would take for more than text, in the cell of a table; links that need no sign of their own included. */
const MARKUP = /[\\`*_[\]<>&|~$@]|:(?=\/\/)|(?<=\bwww)\./gi;

/** The table with a tab between cells, as spreadsheets paste it; nothing in it is taken for a formula. */
export function toTsv(table: TextTable): string {
  return lines(table, (cells) => cells.map(tsvCell).join("\t"));
}

/** The table in the Markdown that GitHub draws; no text in it is taken for markup. */
export function toMarkdown([titles, ...rows]: TextTable): string {
  const rule = titles.map(() => "---");
  const cell = (text: string) => oneLine(text).replace(MARKUP, "\\$&");
  return lines(
    [titles.map(cell), rule, ...rows.map((row) => row.map(cell))],
    (row) => `| ${row.join(" | ")} |`,
  );
}

function lines(table: TextTable, line: (cells: readonly string[]) => string): string {
  return table.map((cells) => `${line(cells)}\n`).join("");
}

function tsvCell(text: string): string {
  const cell = oneLine(text);
  return FORMULA.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ");
}
