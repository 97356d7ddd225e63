import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drop, Node, tap, type World } from "../../../src/dsl/index.ts";
import { scenario, type Scenario } from "../../../src/dsl/scenario.ts";
import type { TraceEvent } from "../../../src/trace/event.ts";
import type { FaultKind } from "../../../src/trace/fault.ts";
import { faultEvents, faultOf } from "../../../src/trace/faults.ts";
import type { Trace } from "../../../src/trace/trace.ts";
import { perform, plans, type Action, type Plan, type WirePlan } from "../simulator/randomScenario.ts";
import { eventsOf, record, recordWell, runHere } from "./runHere.ts";

/** The events of a run without the remarks of the world, such as that there is nothing to heal. */
function withoutRemarks({ events }: Trace): readonly TraceEvent[] {
  const kept = events.filter(({ kind, node }) => kind !== "note" || node !== undefined);
  const places = new Map(kept.map(({ index }, place) => [index, place]));
  return kept.map((event, index) => ({
    ...event,
    index,
    ...(event.cause === undefined ? {} : { cause: places.get(event.cause) }),
  }));
}

/** What is written where there was a fault: time passes all the same. */
const NOTHING: Action = { do: "nothing" };

const CUTS: ReadonlySet<string> = new Set(["partition", "partitionOneWay", "isolate", "ring", "halves"]);
const FAULTS: ReadonlySet<string> = new Set([
  ...CUTS,
  ...["hold", "crash", "pause", "slow", "offset", "drift", "jump", "sync", "freeze"],
]);

/** The same scenario as somebody would write it who knows of no faults. */
function faultless(plan: Plan): Plan {
  const harmless = (wire: WirePlan): WirePlan => ({
    ...wire,
    loss: 0,
    duplicate: 0,
    reorder: 0,
    bandwidth: undefined,
  });
  const frozen = new Set<number>();
  const actions = inOrder(plan).map(({ at, action }) => {
    if (action.do === "freeze") frozen.add(action.node % plan.nodes);
    if (action.do === "thaw" && frozen.delete(action.node % plan.nodes)) return { at, action: NOTHING };
    if (FAULTS.has(action.do)) return { at, action: NOTHING };
    if (action.do !== "intercept" || action.verdict === "tap") return { at, action };
    return { at, action: { ...action, verdict: "pass" as const } };
  });
  return {
    ...plan,
    network: harmless(plan.network),
    links: plan.links.map((link) => ({ ...link, wire: harmless(link.wire) })),
    actions,
  };
}

/** In the order in which they happen. */
function inOrder({ actions }: Plan): Plan["actions"] {
  return actions.toSorted((a, b) => a.at - b.at);
}

/** The one action of a plan that made an event; nothing where there could be several. */
function maker(plan: Plan, event: TraceEvent): Plan["actions"][number] | undefined {
  const makes = (action: Action) =>
    event.kind === "partition"
      ? CUTS.has(action.do)
      : action.do === (event.kind === "clock" ? event.by : event.kind) &&
        (!("node" in action) || action.node % plan.nodes === event.node);
  const [first, ...others] = plan.actions.filter(({ at, action }) => at === event.time && makes(action));
  return others.length === 0 ? first : undefined;
}

const OF_MESSAGES: readonly FaultKind[] = ["loss", "drop", "delay", "tamper", "duplicate"];

describe("a run without its faults", { timeout: 60_000 }, () => {
  it("is the run of the scenario in which they were never written", () =>
    fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const left = await record(perform(plan), { ...plan, without: "faults" });
        const unwritten = await record(perform(faultless(plan)), plan);
        expect(withoutRemarks(left.trace)).toEqual(withoutRemarks(unwritten.trace));
        expect(left.checks.map(({ status }) => status)).toEqual(unwritten.checks.map(({ status }) => status));
        expect(faultEvents(left.trace)).toEqual([]);
      }),
    ));

  it("is the run itself, hash and all, where there are none", () =>
    fc.assert(
      fc.asyncProperty(plans.map(faultless), async (plan) => {
        const { trace } = await record(perform(plan), { ...plan, without: "faults" });
        expect(trace).toEqual((await record(perform(plan), plan)).trace);
      }),
      { numRuns: 30 },
    ));
});

describe("a run without one fault", { timeout: 60_000 }, () => {
  const oneFault = fc.tuple(plans, fc.nat());

  it("is the run itself up to there, and then goes on without it", () =>
    fc.assert(
      fc.asyncProperty(oneFault, async ([plan, which]) => {
        const { trace } = await record(perform(plan), plan);
        const faults = faultEvents(trace);
        fc.pre(faults.length > 0);
        const index = faults[which % faults.length];
        const fault = faultOf(trace, index)!;
        const { trace: left } = await record(perform(plan), { ...plan, without: fault });
        expect(left.without).toEqual(fault);
        const before = ({ events }: Trace) => events.slice(0, index);
        expect(before(left)).toEqual(before(trace));
        expect(left.events[index]).not.toEqual(trace.events[index]);
        if (OF_MESSAGES.includes(fault.kind))
          expect(faultEvents(left).map((each) => faultOf(left, each))).not.toContainEqual(fault);
      }),
    ));

  it("is the run of the scenario in which that line was never written", () =>
    fc.assert(
      fc.asyncProperty(oneFault, async ([any, which]) => {
        // Cuts are named by number there, and one less would be others.
        const actions = any.actions.filter(({ action }) => action.do !== "healOne");
        const { trace } = await record(perform({ ...any, actions }), any);
        const faults = faultEvents(trace).filter(
          (index) => !OF_MESSAGES.includes(faultOf(trace, index)!.kind),
        );
        fc.pre(faults.length > 0);
        const index = faults[which % faults.length];
        const fault = faultOf(trace, index)!;
        // A clock that runs can be let go on, which is no remark but an event.
        const plan = {
          ...any,
          actions: actions.filter(({ action }) => fault.kind !== "freeze" || action.do !== "thaw"),
        };
        const line = maker(plan, trace.events[index]);
        fc.pre(line !== undefined && plan.actions.filter(({ action }) => action.do === "halves").length < 2);
        const left = await record(perform(plan), { ...plan, without: fault });
        const unwritten = plan.actions.map((each) => (each === line ? { ...each, action: NOTHING } : each));
        const { trace: other } = await record(perform({ ...plan, actions: unwritten }), plan);
        expect(withoutRemarks(left.trace)).toEqual(withoutRemarks(other));
      }),
    ));
});

class Peer extends Node<Peer> {
  heard: string[] = [];
  hear(what: string) {
    this.heard.push(what);
    return what;
  }
  tell(what: string) {
    this.broadcast("hear", what);
  }
}

describe("what is left out", () => {
  it("leaves the draws of what comes after as they were", async () => {
    const twice = async (world: World) => {
      world.nodes(Peer, ["a", "b", "c", "d", "e", "f"]);
      await world.sleep(1);
      world.partitionHalves().heal();
      world.partitionHalves();
    };
    for (let seed = 1; seed <= 5; seed++) {
      const { trace } = await recordWell(twice, { seed });
      const [first, second] = eventsOf(trace, "partition");
      const left = await recordWell(twice, { seed, without: faultOf(trace, first.index)! });
      expect(eventsOf(left.trace, "partition").map(({ groups }) => groups)).toEqual([second.groups]);
    }
  });

  it("ends without a word, and what was never there still does with one", async () => {
    const script = async (world: World) => {
      const [a, b] = world.nodes(Peer, ["a", "b"]);
      await world.sleep(1);
      const cut = world.partition(a, b);
      world.crash(a);
      world.pause(b);
      world.slow(b, 5);
      const held = world.hold(a, b);
      world.clock(b).freeze();
      for (let time = 0; time < 2; time++) {
        cut.heal();
        world.heal();
        world.restart(a);
        world.resume(b);
        world.slow(b, 0);
        held.release();
        world.release();
        world.clock(b).thaw();
        await world.sleep(1);
      }
    };
    const said = ({ events }: Trace, time: number) =>
      events.flatMap((event) => (event.kind === "note" && event.time === time ? [event.text] : []));
    const { trace } = await recordWell(script);
    const { trace: left } = await recordWell(script, { without: "faults" });
    expect(said(left, 1)).toEqual(said(trace, 1));
    expect(said(left, 2)).toEqual(said(trace, 2));
    expect(said(left, 2)).toHaveLength(7);
    expect(eventsOf(left, "clock").map(({ by, time }) => [by, time])).toEqual([["thaw", 2]]);
  });

  it("is still an error where it makes no sense", async () => {
    const { error } = await record(
      (world) => {
        const [a] = world.nodes(Peer, ["a", "b"]);
        world.partition(a, a);
      },
      { without: "faults" },
    );
    expect(error?.message).toContain("a stands in two groups of the partition");
  });

  it("may be what a rule says, which is still asked", async () => {
    const asked: string[] = [];
    const script = async (world: World) => {
      const [a, b] = world.nodes(Peer, ["a", "b"]);
      const [ana, eve] = world.clients("ana", "eve");
      world.intercept(({ name, args: [what] }) => {
        asked.push(String(what));
        return name === "hear" && what !== "third" ? drop() : undefined;
      });
      world.intercept(({ name }) => (name === "hear" ? tap(eve) : undefined));
      for (const what of ["first", "second", "third"]) await ana.call(a, "tell", what);
      await world.quiet();
      asked.push(b.state.heard.join());
    };
    const { trace } = await recordWell(script);
    expect(asked.at(-1)).toBe("third");
    const drops = faultEvents(trace);
    expect(drops).toHaveLength(2);
    const { trace: left } = await recordWell(script, { without: faultOf(trace, drops[1])! });
    expect(asked.at(-1)).toBe("second,third");
    expect(left.without).toEqual({ kind: "drop", whom: "hear from a to b", nth: 2 });
    asked.length = 0;
    await recordWell(script, { without: "faults" });
    expect(asked.at(-1)).toBe("first,second,third");
    expect(asked).toContain("first");
  });

  describe("of chaos", () => {
    const trouble = (world: World) =>
      world.chaos({
        ...{ until: 800, every: 20 },
        ...{ partitions: true, crashes: 2, pauses: 1, clocks: 50, loss: 0.5, delay: 40 },
      });
    const suffering = (trouble: (world: World) => Promise<void>) => async (world: World) => {
      const nodes = world.nodes(Peer, ["a", "b", "c"]);
      const ana = world.client("ana");
      const tell = () => ana.call(nodes[0], "tell", "tea", { timeout: 1 }).catch(() => undefined);
      for (let time = 5; time < 900; time += 25) world.at(time, () => void tell());
      await trouble(world);
      await world.sleep(150);
    };

    it("is everything", async () => {
      const { trace } = await recordWell(suffering(trouble), { without: "faults" });
      const calm = await recordWell(suffering((world) => world.sleep(800)));
      expect(withoutRemarks(trace)).toEqual(withoutRemarks(calm.trace));
    });

    it("is one crash, and the others are as they were", async () => {
      const crashes = ({ events }: Trace, but?: number) =>
        events.flatMap(({ kind, time, node, index }) =>
          kind === "crash" && index !== but ? [[time, node]] : [],
        );
      const { trace } = await recordWell(suffering(trouble));
      const all = eventsOf(trace, "crash");
      expect(all.length).toBeGreaterThan(3);
      for (const { index } of all) {
        const left = await recordWell(suffering(trouble), { without: faultOf(trace, index)! });
        expect(crashes(left.trace)).toEqual(crashes(trace, index));
        expect(eventsOf(left.trace, "note")).toEqual([]);
      }
    });
  });
});

describe("the verdict on a run without faults", () => {
  const telling = (cut: boolean) =>
    scenario("telling", async (world) => {
      const [a, b] = world.nodes(Peer, ["a", "b"]);
      world.atEnd("b has heard", () => b.state.heard.length === 1);
      world.atEnd("never", () => false);
      if (cut) world.partition(a, b);
      await world.client("ana").call(a, "tell", "tea");
      await world.quiet();
    });
  const outcome = async (of: Scenario, without?: "faults") => {
    const { status, checks } = await runHere(of, { without });
    return [status, ...checks.map((check) => `${check.name}: ${check.status}`)];
  };

  it("holds it to every check, whatever the scenario says of the run with its faults", async () => {
    const violating = telling(true).violates("b has heard", "never");
    expect(await outcome(violating)).toEqual(["passed", "b has heard: violated", "never: violated"]);
    const still = ["failed", "b has heard: passed", "never: violated"];
    expect(await outcome(violating, "faults")).toEqual(still);
    expect(await outcome(telling(true).mayViolate("b has heard", "never"), "faults")).toEqual(still);
  });

  it("is that of any run where there is nothing to leave out", async () => {
    const passes = ["passed", "b has heard: passed", "never: violated"];
    expect(await outcome(telling(false).violates("never"), "faults")).toEqual(passes);
  });

  it("still knows the names of the checks", async () => {
    const { error } = await runHere(telling(true).violates("nothing"), { without: "faults" });
    expect(error?.message).toContain('.violates names "nothing"');
  });
});
