import { join } from "node:path";
import { defineConfig } from "vitest/config";

const root = join(import.meta.dirname, "..");

/** Stylesheets that code imports are texts, as the code says; Vite goes by the address instead. */
const resolve = { alias: [{ find: /\.css$/, replacement: ".css?raw" }] };

/** Each file has an editor and a browser of its own: one at a time. States are waited for, so limits are generous. */
const editor = {
  root,
  fileParallelism: false,
  testTimeout: 180_000,
  hookTimeout: 180_000,
  expect: { poll: { timeout: 60_000 } },
};

export default defineConfig({
  test: {
    root,
    projects: [
      {
        resolve,
        test: {
          root,
          css: true,
          name: "unit",
          include: ["test/unit/**/*.test.ts"],
          setupFiles: "test/unit/sameProperties.ts",
        },
      },
      {
        test: {
          root,
          name: "webview",
          include: ["test/webview/**/*.test.ts"],
          globalSetup: "test/vscode/install/provideChromium.ts",
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 20_000 } },
        },
      },
      {
        test: {
          ...editor,
          name: "vscode",
          include: ["test/vscode/**/*.test.ts"],
          globalSetup: "test/vscode/suite/prepareEditor.ts",
          provide: { vsix: "" },
        },
      },
      {
        test: {
          ...editor,
          name: "vscode-vsix",
          // What is loaded from files of the package: workers, views, the standalone page, types, the gallery. The
          // code does the same however it was installed.
          include: ["live", "steps", "export", "types", "gallery"].map(
            (name) => `test/vscode/suite/${name}.test.ts`,
          ),
          globalSetup: ["test/vscode/suite/prepareEditor.ts", "test/vscode/suite/packExtension.ts"],
        },
      },
    ],
  },
});
