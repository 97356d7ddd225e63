// Three painters share one brush, and nobody hands it out.
// Who wants it asks all others and puts a Lamport stamp on
// the request; the smallest stamp is first. Once you have
// heard something later from everybody, you can't have
// missed an earlier request, and you paint. The line from
// Bo to Ana is slow for a moment: his "ack" overtakes his
// request. She thinks that she is first, and both paint.
//
// The cure is a line on which nothing overtakes: when Ana
// gets Bo's "ack", she has all that he sent before.
import { Node, scenario, uniform, type Ref, type Transport, type World } from "faultline";

/** Of two requests the one with the smaller stamp is first; if the stamps are equal, the smaller name. */
type Request = readonly [stamp: number, name: string];

class Painter extends Node<Painter> {
  /** All open requests, the first one first. */
  requests: Request[] = [];
  /** The latest stamp that came from each of the others. */
  heard: Record<string, number> = {};
  paints = false;
  pictures = 0;

  want() {
    const stamp = this.lamport;
    this.#queue([stamp, this.name]);
    this.broadcast("request", stamp, this.self);
    return "wait";
  }

  request(stamp: number, from: Ref<Painter>) {
    this.#queue([stamp, from.name]);
    this.send(from, "ack", this.lamport, this.name);
    this.#hear(stamp, from.name);
  }

  ack(stamp: number, from: string) {
    this.#hear(stamp, from);
  }

  release(stamp: number, from: string) {
    this.requests = this.requests.filter(([, name]) => name !== from);
    this.#hear(stamp, from);
  }

  #queue(request: Request) {
    this.requests.push(request);
    this.requests.sort(([a, nameA], [b, nameB]) => a - b || (nameA < nameB ? -1 : 1));
  }

  /** Paints if it is our turn now: our request is the first, and all have sent something later. */
  #hear(stamp: number, from: string) {
    this.heard[from] = Math.max(stamp, this.heard[from] ?? 0);
    if (this.paints || this.requests.length === 0) return;
    const [first, name] = this.requests[0];
    if (name === this.name && this.peers.every((peer) => (this.heard[peer.name] ?? 0) > first)) this.#paint();
  }

  #paint() {
    this.paints = true;
    this.after(60, () => {
      this.paints = false;
      this.pictures += 1;
      this.requests = this.requests.filter(([, name]) => name !== this.name);
      this.broadcast("release", this.lamport, this.name);
    });
  }
}

async function shareTheBrush(world: World, transport: Transport) {
  const painters = world.nodes(Painter, ["ana", "bo", "cy"]);
  const [ana, bo] = painters;
  const muse = world.client("muse");

  world.network.transport = transport;
  world.network.latency = uniform(10, 20);
  world.always("one at a time paints", () => painters.filter((painter) => painter.state.paints).length <= 1);
  world.eventually("Ana and Bo both get to paint", () => ana.state.pictures + bo.state.pictures === 2);

  world.link(bo, ana).latency = 100;
  await muse.call(bo, "want");
  world.link(bo, ana).latency = uniform(10, 20);
  await world.sleep(5);
  await muse.call(ana, "want");
  await world.quiet();
}

const failure = scenario("A message overtakes: two paint at once", (world) =>
  shareTheBrush(world, "datagrams"),
);
const cure = scenario("Nothing overtakes: one after the other", (world) => shareTheBrush(world, "ordered"));

export default [failure.violates("one at a time paints"), cure];
