import type { CompileReply, CompileRequest } from "../wire.ts";
import { serveCompiler } from "./serveCompiler.ts";

/** The part of a dedicated worker's scope that this needs. */
interface WorkerScope {
  postMessage(message: CompileReply): void;
  addEventListener(type: "message", listener: (event: MessageEvent<CompileRequest>) => void): void;
}

const scope = globalThis as unknown as WorkerScope;
scope.addEventListener("message", ({ data }) => scope.postMessage(serveCompiler(data)));
