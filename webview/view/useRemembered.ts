import type { RefObject } from "preact";
import { useCallback, useEffect, useRef } from "preact/hooks";
import { host } from "../host.ts";
import { viewState, type Session } from "../model/session.ts";
import type { DiagramControls } from "./diagram/Diagram.tsx";

/** Least time between two keepings, in ms: scrolling changes the view with every frame. */
const PAUSE = 150;

/**
 * Keeps what a reload must bring back.
 * @param top Where the diagram begins when it is shown again; kept up to date here.
 * @returns What to call when something changed that the session doesn't hold: the scroll position.
 */
export function useRemembered(
  session: Session,
  stateHeight: number,
  controls: RefObject<DiagramControls | undefined>,
  top: RefObject<number | undefined>,
): () => void {
  const pause = useRef<number>(undefined);
  const isStale = useRef(false);
  const save = useRef<() => void>(undefined);
  save.current = () => {
    const { run, uri, scenarios, selected } = session;
    if (!run) return;
    const view = {
      ...viewState(session),
      stateHeight,
      ...(top.current === undefined ? {} : { top: top.current }),
    };
    host.setState({
      uri,
      scenario: scenarios[selected]?.name ?? run.trace.scenario,
      seed: run.trace.seed,
      view,
    });
  };
  const remember = useCallback(() => {
    // At once: when the pause is over the diagram may not be there any more.
    top.current = controls.current?.view()?.top ?? top.current;
    isStale.current = true;
    const keep = () => {
      pause.current = undefined;
      if (!isStale.current) return;
      isStale.current = false;
      save.current?.();
      pause.current = window.setTimeout(keep, PAUSE);
    };
    // The first change is kept at once: whoever clicks and turns to another tab finds it when they come back.
    if (pause.current === undefined) keep();
  }, [controls, top]);
  useEffect(remember, [remember, session, stateHeight]);
  return remember;
}
