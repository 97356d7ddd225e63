import type { Output } from "./host.ts";
import { main } from "./main.ts";

const stop = new AbortController();
process.once("SIGINT", () => stop.abort());
process.once("SIGTERM", () => stop.abort());

process.exitCode = await main(process.argv.slice(2), {
  stdout: outputTo(process.stdout),
  stderr: outputTo(process.stderr),
  env: process.env,
  folder: process.cwd(),
  dist: new URL("./", import.meta.url),
  signal: stop.signal,
});

function outputTo(stream: NodeJS.WriteStream): Output {
  // A reader that has seen enough, like `head`, closes the pipe; the exit code still counts.
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  return {
    write: (text) => void stream.write(text),
    isTTY: stream.isTTY,
    get columns() {
      return stream.isTTY && stream.columns > 0 ? stream.columns : undefined;
    },
  };
}
