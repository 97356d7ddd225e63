import tseslint from "typescript-eslint";
import prettier from "eslint-config-prettier";

/** What no host has in common with another, or what would make a run differ from its replay. */
const hostGlobals = [
  ...["window", "document", "navigator", "localStorage", "process", "Buffer", "require", "fetch"],
  ...["setTimeout", "setInterval", "setImmediate", "requestAnimationFrame", "performance", "crypto"],
];

export default tseslint.config(
  { ignores: ["dist/", ".vscode-test/", "node_modules/"] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ["*.js"] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true },
      ],
      "@typescript-eslint/no-non-null-assertion": "off",
      // What an AbortSignal gives as its reason is passed on as it is.
      "@typescript-eslint/prefer-promise-reject-errors": ["error", { allowThrowingUnknown: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: ["src/{dsl,simulator,trace,checks,histories,exporters,protocol}/**/*.{ts,tsx}"],
    rules: {
      "no-restricted-globals": ["error", ...hostGlobals],
      "no-restricted-properties": [
        "error",
        { object: "Math", property: "random" },
        { object: "Date", property: "now" },
      ],
    },
  },
  // Methods of the DSL are handed on as marks on the stack, never to be called.
  { files: ["src/dsl/node.ts", "src/dsl/client.ts"], rules: { "@typescript-eslint/unbound-method": "off" } },
  { files: ["**/*.js", "**/*.mjs", "**/*.cjs"], ...tseslint.configs.disableTypeChecked },
  prettier,
);
