import type { RefObject } from "preact";
import { useCallback, useEffect, useRef } from "preact/hooks";
import { host } from "../host.ts";
import { viewState, type Session } from "../model/session.ts";
import type { DiagramControls } from "./diagram/Diagram.tsx";

/** How long the view rests before it is remembered, in ms. */
const REST = 150;

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
  const timer = useRef<number>(undefined);
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
    // At once: when the view rests the diagram may not be there any more.
    top.current = controls.current?.view()?.top ?? top.current;
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => save.current?.(), REST);
  }, [controls, top]);
  useEffect(remember, [remember, session, stateHeight]);
  return remember;
}
