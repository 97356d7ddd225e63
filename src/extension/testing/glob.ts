/** What means something in a glob pattern; every other sign stands for itself. */
const GLOB_PART = /\\(.)|\*\*\/|\/\*\*$|\*\*|\*|\?|\[([!^]?)([^\]]+)\]|\{|\}|,|[^]/g;

const NOTHING = /(?!)/;

/** What a glob pattern of VS Code or Git matches, as a regular expression; one that makes no sense matches nothing. */
export function globPattern(glob: string): RegExp {
  let depth = 0;
  const source = glob.replace(GLOB_PART, (part, escaped?: string, not?: string, set?: string) => {
    if (escaped !== undefined) return escapeSign(escaped);
    if (set !== undefined) return `[${not ? "^" : ""}${set.replaceAll("\\", "\\\\")}]`;
    switch (part) {
      case "**/":
        return "(?:.*/)?";
      case "/**":
        return "/.*";
      case "**":
        return ".*";
      case "*":
        return "[^/]*";
      case "?":
        return "[^/]";
      case "{":
        depth++;
        return "(?:";
      case "}":
        if (depth === 0) return "\\}";
        depth--;
        return ")";
      case ",":
        return depth > 0 ? "|" : ",";
      default:
        return escapeSign(part);
    }
  });
  try {
    return new RegExp(`^${source}${")".repeat(depth)}$`, "s");
  } catch {
    // A range of signs that runs backwards, such as [z-a].
    return NOTHING;
  }
}

function escapeSign(sign: string): string {
  return sign.replace(/[$()*+.?[\\\]^{|}/]/, "\\$&");
}
