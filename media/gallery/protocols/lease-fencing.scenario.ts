// Who writes on the page needs a lease, which lasts 100 ms.
// Ana has one, looks at her clock, finds it still good, and
// stands still: a garbage collection. Her lease ends, Bo
// gets the next one and writes. She wakes up and writes as
// well, and his line is gone. Looking at the clock doesn't
// help: she can fall asleep right after it.
//
// The cure: leases are numbered, and the page refuses a
// number smaller than its latest ("fencing token"). It
// needs no clock for that.
import { Node, scenario, uniform, type NodeHandle, type Ref, type World } from "faultline";

type Lease = readonly [token: number, until: number];

/** Gives one lease at a time. */
class Locks extends Node<Locks> {
  token = 0;
  until = 0;

  acquire(): Lease | "taken" {
    if (this.now() < this.until) return "taken";
    this.token += 1;
    this.until = this.now() + 100;
    return [this.token, this.until];
  }
}

class Page extends Node<Page> {
  lines: string[] = [];
  /** The newest lease that it has seen. */
  token = 0;

  read(token: number) {
    this.token = Math.max(token, this.token);
    return this.lines;
  }

  write(lines: string[], token: number) {
    this.token = Math.max(token, this.token);
    this.lines = lines;
    return "written";
  }
}

class FencedPage extends Page {
  override write(lines: string[], token: number) {
    return token < this.token ? "refused: there is a newer lease" : super.write(lines, token);
  }
}

class Author extends Node<Author> {
  /** Adds a line to the page. */
  async add(line: string, locks: Ref<Locks>, page: Ref<Page>) {
    for (;;) {
      const [token, until] = await this.#acquire(locks);
      const lines = await this.call(page, "read", token);
      if (this.now() >= until) continue;
      await this.work(20);
      const answer = await this.call(page, "write", [...lines, line], token);
      if (answer === "written") return answer;
    }
  }

  async #acquire(locks: Ref<Locks>) {
    for (;;) {
      const lease = await this.call(locks, "acquire");
      if (lease !== "taken") return lease;
      await this.sleep(50);
    }
  }
}

async function write(world: World, PageType: typeof Page) {
  const editor = world.client("editor");
  const [ana, bo] = world.nodes(Author, ["ana", "bo"]);
  const page = world.node(PageType, "page");
  const locks = world.node(Locks, "locks");
  const written: string[] = [];

  world.network.latency = uniform(10, 15);
  world.always("what is written stays", () => written.every((line) => page.state.lines.includes(line)));
  world.sometimes("Ana's lease ends in her sleep", () => locks.state.token === 2 && world.time < 300);

  async function add(author: NodeHandle<Author>, line: string) {
    await editor.call(author, "add", line, locks, page);
    written.push(line);
  }
  world.at(10, () => add(ana, "Ana was here"));
  world.at(20, () => add(bo, "So was Bo"));
  world.at(70, () => world.pause(ana));
  world.at(300, () => world.resume(ana));
  await world.quiet();
}

const failure = scenario("The lease ended while its holder slept", (world) => write(world, Page));
const cure = scenario("A fencing token stops the late writer", (world) => write(world, FencedPage));

export default [failure.violates("what is written stays"), cure];
