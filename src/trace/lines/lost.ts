import type { DropReason } from "../event.ts";

/** What a message was lost to, as it is said of it. */
export const LOST: Readonly<Record<DropReason, string>> = {
  loss: "lost to chance",
  partition: "lost to the partition",
  "receiver down": "lost to a crash",
  "receiver gone": "lost, the receiver had left",
  "queue full": "lost to a full queue",
  intercepted: "intercepted",
  rejected: "rejected",
  "connection reset": "lost to a broken connection",
};
