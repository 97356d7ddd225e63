import fc from "fast-check";
import { expect, it } from "vitest";
import { FieldHistory } from "../../../src/trace/fieldHistory.ts";
import { States } from "../../../src/trace/states.ts";
import { anyRun } from "./runs.ts";

it("knows each field as the states do, in whatever order the steps are asked for", () => {
  fc.assert(
    fc.property(anyRun, fc.array(fc.nat()), (trace, picks) => {
      const history = new FieldHistory(trace);
      const states = new States(trace);
      for (const pick of picks) {
        const step = pick % trace.events.length;
        for (const [node, state] of states.at(step).entries()) {
          const known = history
            .fields(node)
            .map((field) => [field, history.at(node, field, step)] as const)
            .filter(([, value]) => value !== undefined);
          expect(Object.fromEntries(known)).toEqual(state ?? {});
        }
      }
    }),
  );
});

it("tells which events changed a field", () => {
  fc.assert(
    fc.property(anyRun, (trace) => {
      const history = new FieldHistory(trace);
      for (const node of trace.nodes.keys()) {
        for (const field of history.fields(node)) {
          const changes = trace.events.filter(
            (event) => event.node === node && event.state !== undefined && Object.hasOwn(event.state, field),
          );
          expect(history.changes(node, field)).toEqual(changes.map(({ index }) => index));
        }
      }
    }),
  );
});
