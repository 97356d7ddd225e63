// Fallacy 4: the network is secure.
// Ana's shop sends the bank her PIN and what she pays.
// Mallory is on the line: she reads the PIN, makes 10 into
// 900, and sends a payment of her own in the shop's name.
// Look for where she reads, for what the second message was
// before, and for the arrow that starts at Mallory.
//
// The usual cure has two halves. Messages are sealed (TLS,
// signatures): the bank throws away what was changed or
// forged. And they are encrypted, since a seal hides
// nothing. The cipher here is a toy; take a real one.
import { Node, scenario, tamper, tap, type Ref, type World } from "faultline";

const KEY = 90;

/** What shop and bank have agreed upon, away from the network. Done twice, it is undone. */
function cipher(text: string) {
  return Array.from(text, (sign) => String.fromCharCode(sign.charCodeAt(0) ^ KEY)).join("");
}

class Bank extends Node<Bank> {
  balance = 1000;

  pay(amount: number, pin: string) {
    if (this.open(pin) === "4711") this.balance -= amount;
  }

  protected open(pin: string) {
    return pin;
  }
}

class SecretBank extends Bank {
  protected override open(pin: string) {
    return cipher(pin);
  }
}

class Shop extends Node<Shop> {
  encrypts = false;

  order(price: number, pin: string, bank: Ref<Bank>) {
    this.send(bank, "pay", price, this.encrypts ? cipher(pin) : pin);
    return "thank you";
  }
}

async function attack(world: World, secured: boolean) {
  const ana = world.client("ana");
  const shop = world.node(Shop, "shop", { encrypts: secured });
  const mallory = world.client("mallory");
  const bank = world.node(secured ? SecretBank : Bank, "bank");
  let learnt = "";
  let ordered = 0;
  world.network.latency = 40;
  world.network.sealed = secured;
  world.sometimes("Mallory reads a message", () => learnt !== "");
  world.always("nobody else learns the PIN", () => learnt !== "4711");
  world.always("the bank takes only what Ana ordered", () => 1000 - bank.state.balance <= ordered);

  async function order() {
    ordered += 10;
    await ana.call(shop, "order", 10, "4711", bank);
    await world.sleep(60);
  }

  await world.sleep(10);
  const listening = world.intercept(({ name }) =>
    name === "pay" ? tap(mallory, ([, pin]) => (learnt = String(pin))) : undefined,
  );
  await order();
  listening();
  const changing = world.intercept(({ name, args }) => (name === "pay" ? tamper(900, args[1]) : undefined));
  await order();
  changing();
  mallory.forge(shop, bank, "pay", 50, learnt);
  await world.quiet();
}

const failure = scenario("Mallory reads, changes and forges", (world) => attack(world, false));
const cure = scenario("Sealed and encrypted", (world) => attack(world, true));

export default [failure.violates("nobody else learns the PIN", "the bank takes only what Ana ordered"), cure];
