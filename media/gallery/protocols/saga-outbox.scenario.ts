// A journey is a flight and a hotel. The hotel is full, so
// the flight has to be given back: no transaction spans
// them, and each step has one that undoes it (a "saga").
// The agency writes to its database that it gives the
// flight back, and dies before it says so to the airline.
// After the restart it looks as if it had: the seat stays
// taken for ever.
//
// The cure writes the message to the database too, in the
// same moment: an outbox. After a restart it sends what
// lies there, perhaps twice; so others must not mind that.
import { durable, Node, scenario, type Ref, type World } from "faultline";

/** An airline or a hotel. Asked the same twice, it does it once. */
class Supplier extends Node<Supplier> {
  places = 0;
  taken: string[] = [];

  reserve(journey: string) {
    if (this.taken.includes(journey)) return "reserved";
    if (this.taken.length === this.places) return "full";
    this.taken.push(journey);
    return "reserved";
  }

  giveBack(journey: string) {
    this.taken = this.taken.filter((other) => other !== journey);
    return "given back";
  }
}

interface Order {
  to: Ref<Supplier>;
  what: "reserve" | "giveBack";
}

/** Writes down the step that comes next, then orders it. */
class Agency extends Node<Agency> {
  static durable = durable<Agency>("step", "outbox");
  step = "new";
  outbox: Order[] = [];
  airline!: Ref<Supplier>;
  hotel!: Ref<Supplier>;

  book() {
    void this.next("reserve the flight", { to: this.airline, what: "reserve" });
    return "we see to it";
  }

  protected async next(step: string, ...orders: Order[]) {
    this.step = step;
    await this.work(5);
    for (const order of orders) await this.carryOut(order);
  }

  protected async carryOut({ to, what }: Order) {
    const answer = await this.call(to, what, "journey 1");
    switch (`${this.step}: ${answer}`) {
      case "reserve the flight: reserved":
        return this.next("reserve the hotel", { to: this.hotel, what: "reserve" });
      case "reserve the hotel: reserved":
        return this.next("booked");
      case "reserve the hotel: full":
        return this.next("give back the flight", { to: this.airline, what: "giveBack" });
      default:
        return this.next("called off");
    }
  }
}

/** Writes the order down together with the step. */
class OutboxAgency extends Agency {
  override start() {
    for (const order of this.outbox) void this.carryOut(order);
  }

  protected override async next(step: string, ...orders: Order[]) {
    this.outbox = orders;
    await super.next(step, ...orders);
  }
}

async function travel(world: World, AgencyType: typeof Agency) {
  const ana = world.client("ana");
  const airline = world.node(Supplier, "airline", { places: 1 });
  const hotel = world.node(Supplier, "hotel", { places: 0 });
  const agency = world.node(AgencyType, "agency", { airline, hotel });

  world.network.latency = 20;
  world.eventually(
    "it is called off, and the seat is free",
    () => agency.state.step === "called off" && airline.state.taken.length === 0,
  );
  world.sometimes(
    "it dies between the two",
    () => !agency.up && agency.state.step === "give back the flight",
  );

  await world.sleep(10);
  await ana.call(agency, "book");
  await world.sleep(93);
  world.crash(agency);
  await world.sleep(40);
  world.restart(agency);
  await world.quiet();
}

const failure = scenario("Written down, and never sent", (world) => travel(world, Agency));
const cure = scenario("An outbox: written down with the step", (world) => travel(world, OutboxAgency));

export default [failure.violates("it is called off, and the seat is free"), cure];
