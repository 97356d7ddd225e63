/** A text as Markdown shows it literally, on one line. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/[\\`*_{}[\]()#+\-.!|~^$:<>&"'@/=]/g, (sign) =>
      sign === "<" ? "&lt;" : sign === "&" ? "&amp;" : `\\${sign}`,
    );
}

/** A link that runs a command. @param text What is read of it, as plain text. */
export function commandLink(text: string, command: string, args: readonly unknown[]): string {
  // A parenthesis would end the address.
  const query = encodeURIComponent(JSON.stringify(args)).replace(/[()]/g, (sign) =>
    sign === "(" ? "%28" : "%29",
  );
  return `[${escapeMarkdown(text)}](command:${command}?${query})`;
}
