import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LiveRun } from "../../../src/extension/run/liveRun.ts";
import type { Trigger } from "../../../src/extension/run/liveRun.ts";

/** A run that the test ends by hand. */
interface Started {
  readonly trigger: Trigger;
  readonly signal: AbortSignal;
  readonly end: () => void;
}

const PAUSE = 120;
let started: Started[];
let live: LiveRun;

beforeEach(() => {
  vi.useFakeTimers();
  started = [];
  live = new LiveRun((trigger, signal) => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    started.push({ trigger, signal, end: () => resolve(undefined) });
    return promise;
  }, PAUSE);
});

afterEach(() => void vi.useRealTimers());

test("an edit runs after a pause in typing, however many edits there were", async () => {
  live.edit();
  await vi.advanceTimersByTimeAsync(PAUSE - 1);
  live.edit();
  await vi.advanceTimersByTimeAsync(PAUSE - 1);
  expect(started).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(started.map(({ trigger }) => trigger)).toEqual(["edit"]);
});

test("a request runs at once and takes the place of a waiting edit", async () => {
  live.edit();
  live.request();
  await vi.runAllTimersAsync();
  expect(started.map(({ trigger }) => trigger)).toEqual(["request"]);
});

test("an edit stops the run under way as soon as it is typed", async () => {
  live.request();
  await vi.runAllTimersAsync();
  live.edit();
  expect(started[0].signal.aborted).toBe(true);
});

test("the next run waits until the obsolete one is over, and only the newest one runs", async () => {
  live.request();
  await vi.runAllTimersAsync();
  live.request();
  live.request();
  await vi.runAllTimersAsync();
  expect(started).toHaveLength(1);
  started[0].end();
  await vi.runAllTimersAsync();
  expect(started).toHaveLength(2);
  expect(started[1].signal.aborted).toBe(false);
});

test("cancelled, nothing runs on and nothing follows", async () => {
  live.request();
  await vi.runAllTimersAsync();
  live.edit();
  live.cancel();
  started[0].end();
  await vi.runAllTimersAsync();
  expect(started).toHaveLength(1);
  expect(started[0].signal.aborted).toBe(true);
});
