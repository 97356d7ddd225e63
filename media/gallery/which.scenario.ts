// A boss asks one worker after the other to pay the wages,
// since none of them answers: one is dead, one slow, one
// cut off. To the boss it is the same silence, three times.
// Whoever takes it for death has the work done twice.
//
// The cure numbers the orders. Each is a lease that ends
// when the next is handed out, and the bank refuses one
// that is older than one it has seen: the number is a
// fencing token.
import { Node, scenario, type NodeHandle, type Ref, type World } from "faultline";

class Bank extends Node<Bank> {
  /** The lease under which each payment was made. */
  payments: number[] = [];

  pay(lease: number) {
    this.payments.push(lease);
  }
}

class FencedBank extends Bank {
  override pay(lease: number) {
    if (this.payments.some((newer) => newer > lease)) this.note(`refused: lease ${lease} has ended`);
    else super.pay(lease);
  }
}

class Worker extends Node<Worker> {
  pay(lease: number, bank: Ref<Bank>) {
    this.send(bank, "pay", lease);
    return "done";
  }
}

async function payday(world: World, BankType: typeof Bank) {
  const boss = world.client("boss");
  const workers = world.nodes(Worker, ["dead", "slow", "cut off"]);
  const [dead, slow, cutOff] = workers;
  const bank = world.node(BankType, "bank");
  const givenUp: NodeHandle<Worker>[] = [];

  world.always("the wages are paid once", () => bank.state.payments.length <= 1);
  world.sometimes("somebody alive is given up", () => givenUp.some((worker) => worker.up));

  world.network.latency = 30;
  // A client stands beside the nodes; this one is as far away as they are from each other.
  for (const worker of workers) {
    world.link(boss, worker).latency = 30;
    world.link(worker, boss).latency = 30;
  }
  async function order(worker: NodeHandle<Worker>, lease: number) {
    try {
      await boss.call(worker, "pay", lease, bank, { timeout: 80 });
    } catch {
      boss.note("must be dead");
      givenUp.push(worker);
    }
  }

  await world.sleep(10);
  world.crash(dead);
  await order(dead, 1);
  world.link(boss, slow).latency = 180;
  await order(slow, 2);
  world.partitionOneWay(cutOff, boss);
  await order(cutOff, 3);
  world.heal();
  await world.quiet();
}

const failure = scenario("Dead, slow or cut off: paid twice", (world) => payday(world, Bank));
const cure = scenario("A fencing token stops the late payment", (world) => payday(world, FencedBank));

export default [failure.violates("the wages are paid once"), cure];
