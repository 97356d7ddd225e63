import { debug, DebugConfigurationProviderTriggerKind, Disposable } from "vscode";
import type { Previews } from "../preview/previews.ts";
import type { Sessions } from "../run/sessions.ts";
import { AdapterFactory } from "./adapterFactory.ts";
import { DEBUG_TYPE } from "./configuration.ts";
import { ConfigurationProvider } from "./configurationProvider.ts";
import { FileScenarios } from "./fileScenarios.ts";

/** Has VS Code debug scenarios. */
export function registerDebugging(sessions: Sessions, previews: Previews): Disposable {
  const { Dynamic } = DebugConfigurationProviderTriggerKind;
  return Disposable.from(
    debug.registerDebugAdapterDescriptorFactory(DEBUG_TYPE, new AdapterFactory(sessions)),
    debug.registerDebugConfigurationProvider(DEBUG_TYPE, new ConfigurationProvider(previews)),
    debug.registerDebugConfigurationProvider(DEBUG_TYPE, new FileScenarios(), Dynamic),
  );
}
