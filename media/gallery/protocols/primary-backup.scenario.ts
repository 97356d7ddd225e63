// Ana pays in 50 at the primary. It says "saved" at once
// and copies its balance to the backup every 40 ms. It dies
// in between. The backup hears nothing, takes over, and has
// never heard of the 50: look for "saved", and for the copy
// that would have followed it.
//
// The cure waits until the backup has it, and only then
// says "saved". That costs Ana a round trip; what she was
// told is true even if the primary dies in the next moment.
import { Node, scenario, uniform, type TimerHandle, type World } from "faultline";

class Server extends Node<Server> {
  balance = 100;
  leads = false;
  #alarm: TimerHandle | undefined;

  override start() {
    if (this.leads) this.every(40, () => this.broadcast("copy", this.balance));
    else this.#watch();
  }

  deposit(amount: number): string | Promise<string> {
    this.balance += amount;
    return "saved";
  }

  read() {
    return this.balance;
  }

  /** The primary's balance, which also tells that the primary lives. */
  copy(balance: number) {
    this.balance = balance;
    this.#watch();
    return "stored";
  }

  /** Takes over when the primary is silent for too long. */
  #watch() {
    this.#alarm?.cancel();
    this.#alarm = this.after(100, () => {
      this.note("the primary is silent: I lead");
      this.leads = true;
    });
  }
}

/** Says "saved" when a second machine knows. */
class CarefulServer extends Server {
  override async deposit(amount: number) {
    this.balance += amount;
    await Promise.all(this.peers.map((backup) => this.call(backup, "copy", this.balance)));
    return "saved";
  }
}

async function failOver(world: World, ServerType: typeof Server) {
  const ana = world.client("ana");
  const primary = world.node(ServerType, "primary", { leads: true });
  const backup = world.node(ServerType, "backup");
  let acknowledged = 100;

  world.network.latency = uniform(10, 15);
  world.always(
    "whoever leads has what was saved",
    () => !backup.state.leads || backup.state.balance >= acknowledged,
  );
  world.sometimes("the backup takes over", () => backup.state.leads);

  await world.sleep(45);
  await ana.call(primary, "deposit", 50);
  acknowledged += 50;
  await world.sleep(1);
  world.crash(primary);
  await world.sleep(140);
  await ana.call(backup, "read");
}

const failure = scenario("Saved, and lost with the primary", (world) => failOver(world, Server));
const cure = scenario("Saved when the backup has it", (world) => failOver(world, CarefulServer));

export default [failure.violates("whoever leads has what was saved"), cure];
