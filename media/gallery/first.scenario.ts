// A burglary. The cellar's window breaks, its alarm rings in
// the hall; then a lamp goes on in the attic, which knows
// nothing of either. Each room reports with its clocks. The
// cellar's Lamport clock is high, for it talks a lot with
// the hall, and the detective, who goes by the numbers, says
// the lamp came first. Switch on Lamport and vector clocks.
//
// The cure compares vectors. One is before the other only if
// it is in no place greater. So it proves that window comes
// before alarm, and that of window and lamp nobody can tell.
// A smaller Lamport number shows only what was no effect.
// Click an event and press C: its past and its future light
// up, and all that doesn't is concurrent.
import { Node, scenario, type Ref, type World } from "faultline";

interface Report {
  what: string;
  lamport: number;
  vector: readonly number[];
}

class Detective extends Node<Detective> {
  reports: Report[] = [];
  /** What was found: the first happened before the second. */
  findings: [first: string, second: string][] = [];

  report(what: string, lamport: number, vector: readonly number[]) {
    const news = { what, lamport, vector };
    for (const old of this.reports) {
      if (this.before(old, news)) this.#conclude(old.what, news.what);
      else if (this.before(news, old)) this.#conclude(news.what, old.what);
      else this.note(`${old.what} or ${news.what} first? Nobody can tell`);
    }
    this.reports.push(news);
  }

  #conclude(first: string, second: string) {
    this.note(`${first} before ${second}`);
    this.findings.push([first, second]);
  }

  protected before(a: Report, b: Report) {
    return a.lamport < b.lamport;
  }
}

/** Whether all that the first vector has counted is known to the second. */
function isWithin(vector: readonly number[], other: readonly number[]) {
  return vector.every((count, i) => count <= (other[i] ?? 0));
}

class CarefulDetective extends Detective {
  protected override before(a: Report, b: Report) {
    return isWithin(a.vector, b.vector) && !isWithin(b.vector, a.vector);
  }
}

class Room extends Node<Room> {
  notice(what: string, detective: Ref<Detective>, tell?: Ref<Room>) {
    this.send(detective, "report", what, this.lamport, this.vector);
    if (tell !== undefined) this.send(tell, "notice", "alarm", detective);
    return "noticed";
  }

  /** Asks another room whether all is well. */
  async check(room: Ref<Room>): Promise<string> {
    return await this.call(room, "ask");
  }

  ask() {
    return "all quiet";
  }
}

async function burglary(world: World, DetectiveType: typeof Detective) {
  const burglar = world.client("burglar");
  const [cellar, hall] = world.nodes(Room, ["cellar", "hall"]);
  const detective = world.node(DetectiveType, "detective");
  const attic = world.node(Room, "attic");
  const cat = world.client("cat");
  /** The order in which it happens: nobody in the house can know it. */
  const truth = ["window", "alarm", "lamp"];
  world.network.latency = 20;
  world.always("what is said to be first was first", () =>
    detective.state.findings.every(([first, second]) => truth.indexOf(first) < truth.indexOf(second)),
  );
  world.eventually("the alarm is known to follow the window", () =>
    detective.state.findings.some(([first, second]) => first === "window" && second === "alarm"),
  );

  await world.sleep(10);
  await burglar.call(cellar, "check", hall);
  await burglar.call(cellar, "notice", "window", detective, hall);
  await world.sleep(60);
  await cat.call(attic, "notice", "lamp", detective);
  await world.quiet();
}

const failure = scenario("The smaller number was not first", (world) => burglary(world, Detective));
const cure = scenario("Vectors tell before, after and nobody knows", (world) =>
  burglary(world, CarefulDetective),
);

export default [failure.violates("what is said to be first was first"), cure];
