import type ts from "typescript/lib/tsserverlibrary";

/** What a scenario file imports. */
const MODULE = "faultline";

/**
 * A plugin of the TypeScript server that gives `import … from "faultline"` its types in any folder, with nothing
 * installed. A package or a path mapping of that name that TypeScript finds by itself goes first.
 */
export default function plugin({ typescript }: { typescript: typeof ts }): ts.server.PluginModule {
  return {
    create(info) {
      const declarations = findDeclarations(info);
      if (declarations) resolveTo(declarations, info.languageServiceHost, typescript);
      return info.languageService;
    },
  };
}

/** The declaration file of the extension that ships this plugin: the server knows where it looks for plugins. */
function findDeclarations({ project, serverHost }: ts.server.PluginCreateInfo): string | undefined {
  return project.projectService.pluginProbeLocations
    .map((folder) => `${folder.replace(/[\\/]$/, "")}/dist/${MODULE}.d.ts`)
    .find((file) => serverHost.fileExists(file));
}

function resolveTo(declarations: string, host: ts.LanguageServiceHost, typescript: typeof ts): void {
  // The host of a project in the server always resolves by itself; TypeScript before 5.0 did it by another method.
  const resolve = host.resolveModuleNameLiterals?.bind(host);
  if (!resolve) return;
  const shipped: ts.ResolvedModuleFull = {
    resolvedFileName: declarations,
    extension: typescript.Extension.Dts,
    isExternalLibraryImport: true,
  };
  host.resolveModuleNameLiterals = (literals, ...rest) =>
    resolve(literals, ...rest).map((resolution, index) =>
      literals[index]?.text === MODULE && !resolution.resolvedModule
        ? { ...resolution, resolvedModule: shipped }
        : resolution,
    );
}
