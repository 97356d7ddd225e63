// Three branches of a bank send each other money, 300 in
// all, and North has it counted: it sends markers, and who
// gets the first one writes down its balance and sends
// markers on. The sum, at the bottom, is too small: money
// on its way has left one branch, and not yet reached the
// other.
//
// The cure (Chandy and Lamport) also adds what each line
// brings until that line's marker comes: nothing overtakes
// here, so this was sent before its sender wrote down.
import { Node, scenario, uniform, type Ref, type World } from "faultline";

class Branch extends Node<Branch> {
  balance = 100;
  counted = 0;
  /** Lines whose money is counted until their marker comes; `undefined` before the count. */
  open: string[] | undefined;

  transfer(amount: number, to: Ref<Branch>) {
    this.balance -= amount;
    this.send(to, "money", amount, this.name);
    return "sent";
  }

  money(amount: number, line: string) {
    this.balance += amount;
    if (this.open?.includes(line)) this.counted += amount;
  }

  count() {
    this.begin();
    return "counting";
  }

  /** The line has now brought all that was sent before the other end wrote down its balance. */
  marker(line: string) {
    if (this.open === undefined) this.begin();
    this.open = this.open?.filter((other) => other !== line);
  }

  protected begin() {
    this.counted = this.balance;
    this.open = [];
    this.broadcast("marker", this.name);
  }
}

/** Counts what is on its way as well. */
class RecordingBranch extends Branch {
  protected override begin() {
    super.begin();
    this.open = this.peers.map(({ name }) => name);
  }
}

async function countTheMoney(world: World, BranchType: typeof Branch) {
  const ana = world.client("ana");
  const branches = world.nodes(BranchType, ["north", "east", "south"]);
  const [north, east, south] = branches;
  const done = () => branches.every((branch) => branch.state.open?.length === 0);
  const sum = () => branches.reduce((total, branch) => total + branch.state.counted, 0);

  world.network.latency = uniform(30, 50);
  world.network.transport = "ordered";
  world.eventually("the count comes to an end", done);
  world.always("the count misses nothing", () => !done() || sum() === 300);

  await world.sleep(10);
  await ana.call(east, "transfer", 20, north);
  await ana.call(north, "transfer", 10, south);
  await world.sleep(10);
  await ana.call(north, "count");
  await ana.call(south, "transfer", 30, east);
  await world.quiet();
  world.note(`counted: ${sum()} of 300`);
}

const failure = scenario("Count balances only: what is on its way is missing", (world) =>
  countTheMoney(world, Branch),
);
const cure = scenario("Count what comes before the marker", (world) => countTheMoney(world, RecordingBranch));

export default [failure.violates("the count misses nothing"), cure];
