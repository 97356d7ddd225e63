/** The arrows between the folders, as the design draws them; `npm run boundaries` holds them. */
const pure = "^src/(dsl|simulator|trace|checks|histories|exporters|protocol)/";

/** Everything in `from` may import only itself, `to`, and the packages named. */
const only = (from, to, packages = []) => ({
  name: `${from} imports only ${to.join(", ") || "itself"}`,
  severity: "error",
  from: { path: `^${from}/` },
  to: {
    path: ["^src/", "^webview/", "^node_modules/"],
    pathNot: [
      `^${from}/`,
      ...to.map((folder) => `^${folder}/`),
      ...packages.map((name) => `^node_modules/${name}/`),
    ],
  },
});

module.exports = {
  forbidden: [
    {
      name: "no cycles",
      comment: "Types may refer to one another: a machine's type to the simulator's and back.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "only the extension imports vscode",
      severity: "error",
      from: { pathNot: "^src/extension/" },
      to: { path: "^(vscode$|node_modules/@types/vscode/)" },
    },
    {
      name: "the pure core imports no Node module",
      severity: "error",
      from: { path: pure },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "the webview imports no Node module",
      severity: "error",
      from: { path: "^webview/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "every import resolves",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "^vscode$" },
    },
    {
      name: "the debug adapter knows no editor",
      severity: "error",
      from: { path: "^src/extension/debug/adapter/" },
      to: {
        path: ["^src/", "^(vscode$|node_modules/@types/vscode/)"],
        pathNot: ["^src/extension/debug/adapter/", "^src/(trace|exporters)/"],
      },
    },
    only("src/trace", []),
    only("src/checks", ["src/trace"]),
    only("src/histories", ["src/checks", "src/trace"]),
    only("src/simulator", ["src/trace"]),
    only("src/dsl", ["src/simulator", "src/checks", "src/trace"]),
    only("src/exporters", ["src/checks", "src/trace"], ["preact", "preact-render-to-string"]),
    only("src/protocol", ["src/trace"]),
    only(
      "src/runner",
      ["src/dsl", "src/simulator", "src/trace"],
      ["sucrase", "acorn", "acorn-walk", "js-tokens"],
    ),
    only(
      "src/extension",
      ["src/runner", "src/exporters", "src/protocol", "src/trace"],
      ["@types/vscode", "typescript", "jsep", "@jsep-plugin", "@vscode/debugprotocol"],
    ),
    only("src/cli", ["src/runner", "src/exporters", "src/histories", "src/checks", "src/trace"]),
    only(
      "webview",
      ["src/protocol", "src/trace", "src/exporters"],
      ["preact", "mermaid", "@vscode/codicons"],
    ),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      conditionNames: ["import", "require", "node", "default"],
      exportsFields: ["exports"],
    },
  },
};
