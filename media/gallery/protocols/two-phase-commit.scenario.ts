// A trip is booked with the flight and the hotel, or with
// neither. Both vote "yes" and lock a seat and a room. The
// coordinator tells Ana "commit", and dies before it tells
// the two. Look for the two that ask, and ask again: who
// has voted yes may not decide alone, and so the room stays
// locked, and Bo can't have it. If the hotel decides alone
// all the same, Ana flies and has no bed.
//
// The cure: a decision is on disk before anybody hears of
// it, and the coordinator tells it when it is back.
import { buffered, durable, Node, scenario, uniform } from "faultline";
import type { Ref, TimerHandle, World } from "faultline";

type Outcome = "commit" | "abort";

class Coordinator extends Node<Coordinator> {
  static buffered = buffered<Coordinator>("outcome", "untold");
  outcome?: Outcome;
  /** Who has not yet confirmed that it knows the outcome. */
  untold: Ref<Participant>[] = [];

  override start() {
    this.every(50, () => this.#tell());
  }

  override recover() {
    this.#tell();
  }

  async book(participants: Ref<Participant>[]) {
    const votes = participants.map((one) => this.call(one, "prepare", this.self, { timeout: 100 }));
    const answers = await Promise.allSettled(votes);
    if (this.outcome === undefined) {
      this.untold = participants;
      this.#settle(answers.every(({ status }) => status === "fulfilled") ? "commit" : "abort");
    }
    return this.outcome;
  }

  /** Who asks is in doubt. If nothing has been decided, nobody has been told to commit. */
  ask(): Outcome {
    return this.outcome ?? this.#settle("abort");
  }

  #settle(outcome: Outcome) {
    this.outcome = outcome;
    this.save();
    this.decide("trip", outcome);
    return outcome;
  }

  protected save() {
    this.flush();
  }

  #tell() {
    if (this.outcome === undefined) return;
    for (const one of this.untold) {
      void this.call(one, "settle", this.outcome).then(() => {
        this.untold = this.untold.filter(({ name }) => name !== one.name);
      });
    }
  }
}

/** Decides in its head, and has forgotten it after a crash. */
class ForgetfulCoordinator extends Coordinator {
  protected override save() {}
}

class Participant extends Node<Participant> {
  static durable = durable<Participant>("locked", "outcome");
  locked = false;
  outcome?: Outcome;
  #asking?: TimerHandle;

  prepare(coordinator: Ref<Coordinator>) {
    if (this.locked) throw new Error("no");
    this.locked = true;
    this.#asking = this.every(100, () => this.#ask(coordinator));
    return "yes";
  }

  settle(outcome: Outcome) {
    this.#asking?.cancel();
    this.locked = false;
    if (this.outcome === undefined) this.decide("trip", outcome);
    this.outcome ??= outcome;
    return "noted";
  }

  /** Somebody else would like to have it. */
  buy() {
    if (this.locked) return "locked, try later";
    return this.outcome === "commit" ? "sold out" : "sold";
  }

  async #ask(coordinator: Ref<Coordinator>) {
    try {
      this.settle(await this.call(coordinator, "ask", { timeout: 50 }));
    } catch {
      this.inDoubt();
    }
  }

  protected inDoubt() {
    this.note("in doubt: I must wait");
  }
}

class ImpatientParticipant extends Participant {
  protected override inDoubt() {
    this.note("nobody answers: I cancel");
    this.settle("abort");
  }
}

function bookTrip(CoordinatorType: typeof Coordinator, HotelType: typeof Participant, comesBack = true) {
  return async (world: World) => {
    const ana = world.client("ana");
    const agency = world.node(CoordinatorType, "coordinator");
    const parties = [world.node(Participant, "flight"), world.node(HotelType, "hotel")];
    const bo = world.client("bo");

    world.network.latency = uniform(10, 15);
    world.agreement("all decide the same");
    world.termination("whoever is up has decided", [agency, ...parties], { slots: ["trip"] });

    world.at(10, () => ana.call(agency, "book", parties));
    await world.sleep(45);
    world.crash(agency);
    await world.sleep(140);
    if (comesBack) world.restart(agency);
    await world.sleep(75);
    await bo.call(parties[1], "buy");
  };
}

const blocked = scenario("Voted yes, and locked for ever", bookTrip(Coordinator, Participant, false));
const alone = scenario("The hotel decides alone", bookTrip(Coordinator, ImpatientParticipant));
const forgetful = scenario("The decision was not on disk", bookTrip(ForgetfulCoordinator, Participant));
const cure = scenario("On disk first, and told after the restart", bookTrip(Coordinator, Participant));

export default [
  blocked.violates("whoever is up has decided"),
  alone.violates("all decide the same"),
  forgetful.violates("all decide the same"),
  cure,
];
