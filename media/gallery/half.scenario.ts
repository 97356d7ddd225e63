// Ana's bank in Rome says "saved" and writes to its disk
// every 100 ms, since disks are slow. It crashes in between.
// Look for the cross: up to the restart Rome's line is
// broken, while Bo's bank in Oslo goes on. When Rome is back
// its state is what the latest "flush" has written, and her
// money is gone, although she was told otherwise.
//
// The cure writes before it answers. "visits" is in memory
// only: it is lost both times, and nobody was promised it.
import { buffered, Node, scenario, type World } from "faultline";

/** Answers at once, and writes to the disk now and then. */
class Bank extends Node<Bank> {
  static buffered = buffered<Bank>("balance");
  balance = 0;
  visits = 0;

  override start() {
    this.every(100, () => this.flush());
  }

  deposit(amount: number) {
    this.visits += 1;
    this.balance += amount;
    return "saved";
  }

  look() {
    this.visits += 1;
    return this.balance;
  }
}

/** Makes no promise that a crash could break. */
class CarefulBank extends Bank {
  override deposit(amount: number) {
    const answer = super.deposit(amount);
    this.flush();
    return answer;
  }
}

async function saveMoney(world: World, BankType: typeof Bank) {
  const ana = world.client("ana");
  const [rome, oslo] = world.nodes(BankType, ["rome", "oslo"]);
  const bo = world.client("bo");
  let saved = 0;
  world.always("what was acknowledged is there", () => rome.state.balance >= saved);
  world.sometimes("Rome is down", () => !rome.up);

  await world.sleep(50);
  await ana.call(rome, "deposit", 10);
  saved += 10;
  await world.sleep(80);
  await ana.call(rome, "deposit", 50);
  saved += 50;
  await world.sleep(20);
  world.crash(rome);
  await bo.call(oslo, "deposit", 20);
  await world.sleep(40);
  world.restart(rome);
  await ana.call(rome, "look");
  await world.quiet();
}

const failure = scenario("Acknowledged, then forgotten", (world) => saveMoney(world, Bank));
const cure = scenario("Write before you acknowledge", (world) => saveMoney(world, CarefulBank));

export default [failure.violates("what was acknowledged is there"), cure];
