import type { ToWebview } from "../src/protocol/messages.ts";
import { PartsJoiner, type MessagePart } from "../src/protocol/parts.ts";

const listeners = new Set<(message: ToWebview) => void>();
const joiner = new PartsJoiner();

window.addEventListener("message", ({ data }: MessageEvent<MessagePart>) => {
  const message = joiner.add(data);
  if (message) for (const listener of listeners) listener(message);
});

/** Listens to what the extension tells. @returns Ends that. */
export function listen(listener: (message: ToWebview) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
