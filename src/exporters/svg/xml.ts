/** What XML 1.0 has no place for, not even escaped: control characters, halves of surrogate pairs, two others. */
const FORBIDDEN = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/**
 * Makes well-formed XML of what was written as HTML, with its elements closed and its texts escaped.
 *
 * HTML knows two things less: texts may hold every character there is, and the end of a CDATA section.
 */
export function toXml(html: string): string {
  return html.replace(FORBIDDEN, "\uFFFD").replaceAll("]]>", "]]&gt;");
}
