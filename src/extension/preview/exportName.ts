import { shorten } from "../../trace/format.ts";

const LONGEST = 80;

/** A file name for what is exported of a scenario: its own name, as far as every file system takes it. */
export function exportName(scenario: string, extension: string): string {
  const tame = scenario.replace(/[\p{Cc}\p{Cf}\p{Cs}\\/:*?"<>|]+/gu, "-").replace(/^[\s.-]+|[\s.-]+$/g, "");
  return `${shorten(tame, LONGEST) || "run"}.${extension}`;
}
