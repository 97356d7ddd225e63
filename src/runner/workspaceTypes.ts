/** The file that gives a repository the types of `import … from "faultline"` with nothing installed. */
export const TYPES_FILE = "faultline.d.ts";

/**
 * Composes the text of {@link TYPES_FILE}: an ambient module, which every TypeScript finds by itself in a project that
 * includes the file.
 *
 * @param declarations the shipped declaration file, a module
 */
export function composeTypes(declarations: string): string {
  // Everything in an ambient module is declared already, and TypeScript rejects saying so again.
  const body = declarations
    .trim()
    .replaceAll(/^(export )?declare /gm, (_, exported: string | undefined) => exported ?? "");
  return `// The types of Faultline scenarios, written by Faultline. Delete this file and write it again to update them.\ndeclare module "faultline" {\n${body}\n}\n`;
}

/** The file that makes a folder a TypeScript project. */
export const PROJECT_FILE = "tsconfig.json";

/** A {@link PROJECT_FILE} for a folder of scenarios that isn't part of a project. */
export const PROJECT = `{
  "compilerOptions": {
    "target": "es2023",
    "lib": ["es2024", "esnext.disposable", "dom"],
    "module": "preserve",
    "strict": true,
    "noEmit": true,
    "allowImportingTsExtensions": true,
    "skipLibCheck": true,
    "types": []
  }
}
`;
