import { spawn } from "node:child_process";
import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { fileURLToPath } from "node:url";

interface Response {
  readonly type: string;
  readonly request_seq?: number;
  readonly success?: boolean;
  readonly message?: string;
  readonly body?: unknown;
}

const SERVER = fileURLToPath(import.meta.resolve("typescript/lib/tsserver.js"));

/** A TypeScript server of its own process, started as VS Code starts it for an extension with a plugin. */
export class TypeScriptServer {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #waiting = new Map<number, (response: Response) => void>();
  #output = Buffer.alloc(0);
  #sent = 0;

  /** @param extension the folder whose `node_modules` holds the plugin */
  constructor(plugin: string, extension: string) {
    const flags = [
      "--globalPlugins",
      plugin,
      "--pluginProbeLocations",
      extension,
      "--disableAutomaticTypingAcquisition",
    ];
    this.#process = spawn(process.execPath, [SERVER, ...flags]);
    this.#process.stdout.on("data", (chunk: Buffer) => {
      this.#output = Buffer.concat([this.#output, chunk]);
      this.#read();
    });
  }

  /** Opens a file, which need not exist, as an editor does. */
  open(file: string, fileContent: string): void {
    this.#send("open", { file, fileContent });
  }

  /** The names that can stand at a place. `line` and `offset` from 1. */
  async completions(file: string, line: number, offset: number): Promise<string[]> {
    const body = await this.#request<{ entries: { name: string }[] }>("completionInfo", {
      file,
      line,
      offset,
    });
    return body.entries.map(({ name }) => name);
  }

  /** What TypeScript finds wrong in a file. */
  async errors(file: string): Promise<string[]> {
    const body = await this.#request<{ text: string }[]>("semanticDiagnosticsSync", { file });
    return body.map(({ text }) => text);
  }

  /** The signature and the documentation of what stands at a place. */
  async hover(
    file: string,
    line: number,
    offset: number,
  ): Promise<{ displayString: string; documentation: string }> {
    return this.#request("quickinfo", { file, line, offset });
  }

  stop(): void {
    this.#process.kill();
  }

  #send(command: string, parameters: unknown): number {
    const seq = ++this.#sent;
    this.#process.stdin.write(
      `${JSON.stringify({ seq, type: "request", command, arguments: parameters })}\n`,
    );
    return seq;
  }

  #request<Body>(command: string, parameters: unknown): Promise<Body> {
    const seq = this.#send(command, parameters);
    return new Promise((resolve, reject) => {
      this.#waiting.set(seq, ({ success, message, body }) => {
        if (success) resolve(body as Body);
        else reject(new Error(message));
      });
    });
  }

  /** Takes all complete messages off the output: a header that names the length, then a body. */
  #read(): void {
    for (;;) {
      const header = /^Content-Length: (\d+)\r\n\r\n/.exec(this.#output.toString("latin1", 0, 64));
      if (!header) return;
      const end = header[0].length + Number(header[1]);
      if (this.#output.length < end) return;
      const response = JSON.parse(this.#output.toString("utf8", header[0].length, end)) as Response;
      this.#output = this.#output.subarray(end);
      const sequence = response.request_seq ?? -1;
      this.#waiting.get(sequence)?.(response);
      this.#waiting.delete(sequence);
    }
  }
}
