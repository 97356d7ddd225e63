import { useEffect } from "preact/hooks";
import type { Action } from "../model/session.ts";

/** A whole run plays in about this time, in ms, within bounds for each step. */
const WHOLE = 15_000;
const SLOWEST = 550;
const FASTEST = 60;

/** Steps forward at an even pace while the session plays. */
export function usePlayback(playing: boolean, steps: number, dispatch: (action: Action) => void): void {
  useEffect(() => {
    if (!playing) return;
    const pace = Math.min(SLOWEST, Math.max(FASTEST, WHOLE / Math.max(1, steps)));
    const timer = window.setInterval(() => dispatch({ kind: "tick" }), pace);
    return () => window.clearInterval(timer);
  }, [playing, steps, dispatch]);
}
