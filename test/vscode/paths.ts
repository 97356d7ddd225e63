import { join, resolve } from "node:path";

/** The checkout: also the unpacked extension. */
export const root = resolve(import.meta.dirname, "../..");

/** What is installed for tests and for trying out; the folder that @vscode/test-electron uses too. */
export const editorFolder = join(root, ".vscode-test");
