import ts from "typescript";
import { expect, it } from "vitest";
import { plain, SHAPES } from "../../../src/extension/text/shapes/shapes.ts";

it.each(SHAPES)("$name is TypeScript as it stands", ({ body }) => {
  const text = `async () => {\n${plain(body).replace("export default ", "")}\n};`;
  const { diagnostics } = ts.transpileModule(text, {
    reportDiagnostics: true,
    compilerOptions: { target: ts.ScriptTarget.ESNext },
  });
  expect(diagnostics).toEqual([]);
  expect(text).not.toMatch(/\$|\t/);
});
