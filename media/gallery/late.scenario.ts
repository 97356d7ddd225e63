// Ana's travel agent asks the Ritz for a room, has no answer
// after 100 ms, and books the Grand instead. Look for the
// cross where the agent stops waiting, and for the answer
// that arrives later: the Ritz had booked. She has two rooms.
//
// The cure stops waiting as early, but goes on listening: a
// timeout says that there is no answer yet, not that nothing
// was done. When the late answer comes, the room is given
// back.
import { Node, scenario, type Ref, type World } from "faultline";

class Hotel extends Node<Hotel> {
  guests: string[] = [];

  book(guest: string) {
    this.guests.push(guest);
    return "booked";
  }

  giveBack(guest: string) {
    this.guests = this.guests.filter((other) => other !== guest);
  }
}

/** Takes "no answer in time" for "no". */
class Agent extends Node<Agent> {
  async findRoom(guest: string, hotels: readonly Ref<Hotel>[]) {
    for (const hotel of hotels) if (await this.book(hotel, guest)) return hotel.name;
    return "nothing free";
  }

  protected async book(hotel: Ref<Hotel>, guest: string): Promise<boolean> {
    try {
      await this.call(hotel, "book", guest, { timeout: 100 });
      return true;
    } catch {
      this.note(`no room at ${hotel.name}`);
      return false;
    }
  }
}

/** Knows that an answer which is late is still an answer. */
class PatientAgent extends Agent {
  protected override async book(hotel: Ref<Hotel>, guest: string) {
    const answer = this.call(hotel, "book", guest);
    const inTime = await Promise.race([answer, this.sleep(100)]);
    if (inTime === undefined) void this.#giveBackLater(answer, hotel, guest);
    return inTime !== undefined;
  }

  async #giveBackLater(answer: Promise<string>, hotel: Ref<Hotel>, guest: string) {
    await answer;
    this.note(`${hotel.name} booked after all`);
    this.send(hotel, "giveBack", guest);
  }
}

async function travel(world: World, AgentType: typeof Agent) {
  const ana = world.client("ana");
  const agent = world.node(AgentType, "agent");
  const hotels = world.nodes(Hotel, ["ritz", "grand"]);
  const [ritz] = hotels;
  const rooms = () => hotels.flatMap((hotel) => hotel.state.guests).length;
  let arrived = false;

  world.network.latency = 20;
  world.link(ritz, agent).latency = 150;
  world.sometimes("two rooms are booked", () => rooms() === 2);
  world.always("Ana arrives and has one room", () => !arrived || rooms() === 1);

  await world.sleep(20);
  await ana.call(agent, "findRoom", "ana", hotels);
  await world.quiet();
  arrived = true;
  ana.note("arrives");
}

const failure = scenario("The answer comes after the timeout", (world) => travel(world, Agent));
const cure = scenario("A late answer is an answer", (world) => travel(world, PatientAgent));

export default [failure.violates("Ana arrives and has one room"), cure];
