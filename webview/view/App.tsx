import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from "preact/hooks";
import type { VNode } from "preact";
import type { PanelState } from "../../src/protocol/messages.ts";
import type { Offer } from "../../src/trace/interventions.ts";
import type { Location } from "../../src/trace/trace.ts";
import { regrouped } from "../../src/exporters/picture/columnOrder.ts";
import { nextStanding, stand, type Group } from "../../src/exporters/picture/groups.ts";
import { host } from "../host.ts";
import { listen } from "../inbox.ts";
import { isSessionMessage, newSession, nextAxis, reduce } from "../model/session.ts";
import type { LightChoice } from "../model/lights.ts";
import { spokenMark, type MarkedPart } from "../model/markedPart.ts";
import { litPart } from "../model/selection.ts";
import { spokenStep } from "../model/spokenStep.ts";
import { abilitiesFor, AbilitiesProvider } from "./abilities.ts";
import type { RunIndex } from "../../src/exporters/picture/runIndex.ts";
import { Banner, Progress } from "./Banner.tsx";
import { Diagram, type DiagramControls } from "./diagram/Diagram.tsx";
import { EventMenu, type Pointed } from "./diagram/EventMenu.tsx";
import { Empty, ReadingTrace, Restricted } from "./Empty.tsx";
import { FindBar, type Found } from "./find/FindBar.tsx";
import { Help } from "./Help.tsx";
import { Sequence } from "./Sequence.tsx";
import { Readings } from "./causality/Readings.tsx";
import { ComparisonHead } from "./compare/ComparisonHead.tsx";
import { Differences } from "./compare/Differences.tsx";
import { SideBySide } from "./compare/SideBySide.tsx";
import { useComparison } from "./compare/useComparison.ts";
import { useWhatIf } from "./compare/useWhatIf.ts";
import { Spoken } from "./Spoken.tsx";
import { DEFAULT_HEIGHT, StatePanel } from "./state/StatePanel.tsx";
import { EventTable } from "./table/EventTable.tsx";
import { TitleBar } from "./title/TitleBar.tsx";
import { Transport } from "./Transport.tsx";
import { UnreadableBanner, UnreadableTrace } from "./Unreadable.tsx";
import { useExport } from "./useExport.ts";
import { useKeys } from "./useKeys.ts";
import { usePlayback } from "./usePlayback.ts";
import { useReading } from "./useReading.ts";
import { useRemembered } from "./useRemembered.ts";

/** The whole panel. */
export function App({ revived }: { readonly revived: PanelState | undefined }): VNode {
  const [session, dispatch] = useReducer(reduce, revived?.view, newSession);
  const [help, setHelp] = useState(false);
  // A bar that comes back by itself leaves the focus where it is.
  const asked = useRef(false);
  const [light, setLight] = useState<LightChoice>("everything");
  const toggleLight = (wanted: LightChoice) => setLight(light === wanted ? "everything" : wanted);
  const [stateHeight, setStateHeight] = useState(revived?.view.stateHeight ?? DEFAULT_HEIGHT);
  const controls = useRef<DiagramControls>(undefined);
  const { run, step } = session;
  const top = useRef(revived?.view.top);
  const remember = useRemembered(session, stateHeight, controls, top);

  const copying = useExport(session, controls);
  useEffect(() => {
    const deafen = listen((message) => {
      if (isSessionMessage(message)) dispatch(message);
    });
    host.postMessage({ kind: "ready", ...(revived ? { state: revived } : {}) });
    return deafen;
  }, [revived]);

  const location = useMemo(() => {
    const at = run?.trace.events[step].at;
    return at === undefined ? undefined : run?.trace.locations[at];
  }, [run, step]);
  useEffect(() => {
    if (session.placed && run) host.postMessage({ kind: "position", step, led: session.led });
  }, [run, step, session.placed, session.led]);

  const go = useCallback((to: number) => dispatch({ kind: "go", step: to }), []);
  const reveal = useCallback(
    (place: Location, focus: boolean) => host.postMessage({ kind: "reveal", location: place, focus }),
    [],
  );
  const pick = useCallback(
    (event: number | undefined, twice: boolean) => {
      setLight((before) =>
        event === undefined ? "everything" : before === "everything" ? "causes" : before,
      );
      if (event === undefined) {
        dispatch({ kind: "mark", part: undefined });
        return;
      }
      go(event);
      const at = run?.trace.events[event].at;
      if (at !== undefined) reveal(run!.trace.locations[at], twice);
    },
    [run, go, reveal],
  );
  const mark = useCallback((part: MarkedPart | undefined) => dispatch({ kind: "mark", part }), []);
  const markTo = useCallback((to: number) => dispatch({ kind: "markTo", to }), []);
  const markLit = () => run && mark(litPart(run, step, light));
  const groups = session.shown.arrangement?.groups ?? [];
  const regroup = (next: readonly Group[]) =>
    dispatch({ kind: "choose", shown: { arrangement: regrouped(session.shown.arrangement, next) } });
  const collapse = ({ name, collapsed }: Group) =>
    regroup(stand(groups, name, collapsed ? "together" : "collapsed"));
  const zoom = useCallback((pixels: number) => dispatch({ kind: "zoom", zoom: pixels }), []);
  const fit = useCallback(() => dispatch({ kind: "fit" }), []);
  const copyText = useCallback(
    (text: string, what: string) => host.postMessage({ kind: "copy", text, what }),
    [],
  );
  const failed = useCallback((message: string) => host.postMessage({ kind: "failed", message }), []);
  const reading = useReading(run, step);
  const [results, setResults] = useState<Found>();
  const found = results?.trace === run?.trace ? results?.events : undefined;
  const { find } = session;
  const changeFind = useCallback(
    (change: Partial<typeof find>) => dispatch({ kind: "find", find: change }),
    [],
  );
  const openFind = () => {
    asked.current = true;
    changeFind({ open: true });
  };
  const can = useMemo(() => abilitiesFor(session.saved), [session.saved]);
  const comparison = useComparison(run, step, go, session.saved?.name);
  const compare = useCallback((what: "any" | "edit") => host.postMessage({ kind: "askCompare", what }), []);
  const whatIf = useWhatIf(run, can);
  const intervene = useCallback(
    (event: number, what?: Offer["kind"]) =>
      host.postMessage({ kind: "intervene", step: event, ...(what ? { what } : {}) }),
    [],
  );
  const [pointed, setPointed] = useState<Pointed>();
  const point = useCallback(
    (where: Pointed) => {
      go(where.event);
      setPointed(where);
    },
    [go],
  );
  // An event of another run has another number.
  useEffect(() => setPointed(undefined), [run]);
  const togglePin = () => reading.pin(reading.pinned === step ? undefined : step);
  usePlayback(session.playing, run?.last ?? 0, dispatch);
  useKeys({
    onStep: (to) => dispatch({ kind: "step", to }),
    onMarkTo: (to) => dispatch({ kind: "markTo", to }),
    onMark: markLit,
    onZoom: (factor) => controls.current?.zoomBy(factor),
    onFit: () => session.tab === "diagram" && fit(),
    onFitSelection: () => controls.current?.fitSelection(),
    onScroll: (pages) => controls.current?.scrollBy(pages),
    onReveal: () => location && reveal(location, true),
    onIntervene: () => session.writable && intervene(step),
    onAxis: () => session.tab === "diagram" && dispatch({ kind: "setAxis", axis: nextAxis(session.axis) }),
    onRulers: () =>
      session.tab === "diagram" && dispatch({ kind: "choose", shown: { rulers: !session.shown.rulers } }),
    onGroup: () => run && regroup(nextStanding(run.trace, groups)),
    onFold: () => dispatch({ kind: "choose", shown: { folded: !session.shown.folded } }),
    onWhy: () => reading.askWhy(reading.why === step ? undefined : step),
    onPin: togglePin,
    onPairs: () => reading.showPairs(!reading.pairs),
    onCompare: () => compare("any"),
    onCompareEdit: () => can.rerun && compare("edit"),
    onWhatIf: () => whatIf(step)?.(),
    onCauses: () => toggleLight("causes"),
    onOperation: () => toggleLight("operation"),
    onFind: openFind,
    onHelp: () => setHelp(true),
    onEscape: () => {
      setLight("everything");
      mark(undefined);
      dispatch({ kind: "pause" });
    },
  });

  const waysOut = {
    onText: () => host.postMessage({ kind: "openAsText" }),
    onAgain: () => host.postMessage({ kind: "readAgain" }),
  };
  if (!run && session.unreadable) return <UnreadableTrace problem={session.unreadable} {...waysOut} />;
  if (!run && session.awaited !== undefined) return <ReadingTrace name={session.awaited} />;
  if (session.restricted && !run)
    return <Restricted onTrust={() => host.postMessage({ kind: "manageTrust" })} />;
  return (
    <AbilitiesProvider value={can}>
      <div class={`app${session.broken || session.unreadable ? " stale" : ""}`}>
        {session.running !== undefined && <Progress onCancel={() => host.postMessage({ kind: "cancel" })} />}
        <TitleBar
          session={session}
          onScenario={(name) => host.postMessage({ kind: "selectScenario", name })}
          onSeed={(seed) => host.postMessage({ kind: "setSeed", seed })}
          onTab={(tab) => dispatch({ kind: "showTab", tab })}
          onAxis={(axis) => dispatch({ kind: "setAxis", axis })}
          onChoose={(shown) => dispatch({ kind: "choose", shown })}
          onClock={(clock) => dispatch({ kind: "toggleClock", clock })}
          onCopy={copying.copyMermaid}
          onCopyPicture={copying.copyPicture}
          onExport={() => host.postMessage({ kind: "askExport" })}
          onFind={openFind}
          onWhy={() => reading.askWhy(step)}
          onPin={togglePin}
          onPairs={() => reading.showPairs(true)}
          onMark={markLit}
          onCompare={compare}
          onWhatIf={whatIf(step)}
          onFit={fit}
          onHelp={() => setHelp(true)}
          light={light}
          onLight={toggleLight}
          onGo={go}
          onReveal={(place) => reveal(place, false)}
        />
        {run && find.open && (
          <FindBar
            trace={run.trace}
            step={step}
            query={find.query}
            takesFocus={asked.current}
            onQuery={(query) => changeFind({ query })}
            onGo={go}
            onResults={setResults}
            onClose={() => changeFind({ open: false })}
          />
        )}
        <ComparisonHead state={comparison.state} onClose={comparison.close} />
        <main class="stage">
          {run && session.tab === "diagram" && comparison.state.kind === "compared" && (
            <SideBySide
              run={run}
              session={session}
              light={light}
              compared={comparison.state}
              pinned={reading.pinned}
              ways={reading.ways}
              top={top.current}
              controls={controls}
              onZoom={zoom}
              onCollapse={collapse}
              onPick={pick}
              onMark={mark}
              onMarkTo={markTo}
              onScroll={remember}
            />
          )}
          {run && session.tab === "diagram" && comparison.state.kind !== "compared" && (
            <Diagram
              run={run}
              session={session}
              light={light}
              found={found}
              pinned={reading.pinned}
              ways={reading.ways}
              top={top.current}
              controls={controls}
              onZoom={zoom}
              onCollapse={collapse}
              onPick={pick}
              onMark={mark}
              onMarkTo={markTo}
              onPoint={can.rerun ? point : undefined}
              onScroll={remember}
            />
          )}
          {run && pointed && (
            <EventMenu
              trace={run.trace}
              pointed={pointed}
              writable={session.writable}
              onWhatIf={whatIf(pointed.event)}
              onIntervene={intervene}
              onClose={() => setPointed(undefined)}
            />
          )}
          {run && session.tab === "mermaid" && (
            <Sequence run={run} step={step} marked={session.marked} onError={failed} />
          )}
          {run && session.tab === "table" && (
            <EventTable run={run} session={session} found={found} onGo={go} onPick={pick} onCopy={copyText} />
          )}
          {!run && !session.broken && <Empty />}
          {session.broken && (
            <Banner
              title={`${latestRun(run)}can't be run:`}
              error={session.broken}
              onReveal={(location) => host.postMessage({ kind: "goToMistake", location })}
            />
          )}
          {session.unreadable && <UnreadableBanner problem={session.unreadable} {...waysOut} />}
          {!session.broken && !session.unreadable && run?.trace.error && (
            <Banner
              title={run.trace.status === "stopped" ? "The run was stopped:" : "The run ended with an error:"}
              error={run.trace.error}
              onReveal={(location) => reveal(location, true)}
            />
          )}
        </main>
        {comparison.state.kind === "compared" && (
          <div class="difference-strip">
            <Differences
              runs={comparison.state.runs}
              row={comparison.state.row}
              onGo={comparison.state.goToRow}
            />
          </div>
        )}
        {run && <Readings run={run} step={step} reading={reading} onGo={go} onReveal={reveal} />}
        {run && (
          <StatePanel
            run={run}
            step={step}
            height={stateHeight}
            onHeight={setStateHeight}
            onGo={go}
            onReveal={reveal}
            onCopy={copyText}
          />
        )}
        {run && <Transport session={session} onStep={(to) => dispatch({ kind: "step", to })} onGo={go} />}
        <Spoken
          texts={[
            run && session.placed && !session.playing ? spokenStep(run, step) : "",
            run && session.marked ? spokenMark(run.trace, session.marked) : "Nothing is marked",
          ]}
        />
        {help && <Help onClose={() => setHelp(false)} />}
      </div>
    </AbilitiesProvider>
  );
}

/** What is on show while the file itself gives no run. */
function latestRun(run: RunIndex | undefined): string {
  if (!run) return "The file ";
  return `${run.trace.error ? "An earlier" : "Last good"} run. The file as it stands `;
}
