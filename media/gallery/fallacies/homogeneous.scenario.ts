// Fallacy 8: the network is homogeneous.
// The station asks its buoys whether they are alive, and
// gives all of them 100 ms. That suits the harbour. The
// ocean's answers come by satellite and need 240 ms: look
// for "dead", again and again, beside a line that is alive.
//
// The usual cure measures. Each link gets a timeout of its
// own, out of how long its answers took so far; the first
// time it is patient. Who is really dead is still found out,
// and in the harbour as fast as ever: look at the end.
import { Node, scenario, type Ref, type World } from "faultline";

class Buoy extends Node<Buoy> {
  ping() {
    return "here";
  }
}

class Station extends Node<Station> {
  learns = false;
  /** How long to wait for each buoy, in ms: twice what its latest answer took. */
  timeouts: Record<string, number> = {};

  watch(buoys: readonly Ref<Buoy>[]) {
    for (const buoy of buoys) void this.#watch(buoy);
    return "watching";
  }

  async #watch(buoy: Ref<Buoy>) {
    for (;;) {
      const start = this.now();
      const timeout = this.learns ? (this.timeouts[buoy.name] ?? 1000) : 100;
      try {
        await this.call(buoy, "ping", { timeout });
        this.believe(buoy, "alive");
        this.timeouts[buoy.name] = (this.now() - start) * 2;
      } catch {
        this.believe(buoy, "dead");
      }
      await this.sleep(200);
    }
  }
}

async function sea(world: World, learns: boolean) {
  const harbour = world.node(Buoy, "harbour");
  const station = world.node(Station, "station", { learns });
  const ocean = world.node(Buoy, "ocean");
  const keeper = world.client("keeper");
  world.network.latency = 15;
  world.link(station, ocean).latency = 120;
  world.link(ocean, station).latency = 120;
  world.suspicions("only the dead are taken for dead", { within: 300 });

  await world.sleep(10);
  await keeper.call(station, "watch", [harbour, ocean]);
  await world.sleep(580);
  world.crash(harbour);
  await world.sleep(300);
}

const failure = scenario("One timeout for all links", (world) => sea(world, false));
const cure = scenario("A timeout for each link", (world) => sea(world, true));

export default [failure.violates("only the dead are taken for dead"), cure];
