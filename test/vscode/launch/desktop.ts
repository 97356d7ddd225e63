import { firstExisting, onPath, windowsPrograms } from "../install/find.ts";

const usualPlaces = {
  darwin: ["/Applications/Visual Studio Code.app/Contents/Resources/app/bin/code"],
  linux: ["/usr/share/code/bin/code", "/snap/bin/code"],
  win32: [
    ...windowsPrograms("Microsoft VS Code\\bin\\code.cmd"),
    ...windowsPrograms("Programs\\Microsoft VS Code\\bin\\code.cmd"),
  ],
};

/** The command line of a VS Code installed on this machine. */
export function findDesktop(): string | undefined {
  const { platform } = process;
  const usual =
    platform === "darwin" || platform === "win32" || platform === "linux" ? usualPlaces[platform] : [];
  // A remote or browser terminal has a `code` too, which can't load an extension under development.
  if (process.env["VSCODE_IPC_HOOK_CLI"] !== undefined) return firstExisting(usual);
  return onPath(["code"]) ?? firstExisting(usual);
}
