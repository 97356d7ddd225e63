import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { SavedRun } from "../../src/protocol/messages.ts";
import { host } from "../host.ts";

/** What can be done with the run that is shown, apart from looking at it. */
export interface Abilities {
  /** There is an editor around the page, to compare with other runs and to write files. */
  readonly editor: boolean;
  /** That editor can show where in the source something comes from. */
  readonly sources: boolean;
  /** It can be run again: with another seed, after an edit. */
  readonly rerun: boolean;
}

/** What can be done with a run. @param saved set if it was read from a file */
export function abilitiesFor(saved: SavedRun | undefined): Abilities {
  const editor = !host.standalone;
  return { editor, sources: editor && (saved?.hasSource ?? true), rerun: editor && saved === undefined };
}

const Context = createContext<Abilities>({ editor: false, sources: false, rerun: false });

/** Around everything that depends on what can be done. */
export const AbilitiesProvider = Context.Provider;

/** What can be done with the run that is shown. */
export function useAbilities(): Abilities {
  return useContext(Context);
}
