import { parentPort } from "node:worker_threads";
import type { CompileRequest } from "../wire.ts";
import { serveCompiler } from "./serveCompiler.ts";

const port = parentPort!;
port.on("message", (request: CompileRequest) => port.postMessage(serveCompiler(request)));
