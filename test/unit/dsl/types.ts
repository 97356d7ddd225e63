/**
 * What the types of the DSL let through and what they reject: checked by the compiler, never run. Each mistake
 * stands under a line that expects it, so that one which is no longer rejected is an error as well.
 */
import { durable, Node, scenario, uniform, type Ref, type Scenario } from "../../../src/dsl/index.ts";

interface Order {
  readonly item: string;
  readonly tags: readonly string[];
}

/** Where values of any type can go. */
const seen: unknown[] = [];

class Shop extends Node<Shop> {
  static durable = durable<Shop>("stock");
  stock = 1;
  orders = new Map<string, Order>();
  supplier: Ref<Shop> | undefined;

  buy(customer: string, amount: number): "yours" | "sold out" {
    return customer.length > amount ? "yours" : "sold out";
  }

  restock(amount?: number): void {
    this.stock += amount ?? 1;
  }

  async find(item: string): Promise<Order | undefined> {
    await this.sleep(1);
    return this.orders.get(item);
  }

  /** Asks itself at the next node: what it answers is part of its own type. */
  async count(hops: number): Promise<number> {
    const [next] = this.peers;
    return hops === 0 ? this.stock : this.stock + (await this.call(next, "count", hops - 1));
  }

  forward(): void {
    this.send(this.self, "restock");
    this.send(this.self, "restock", 5);
    this.broadcast("buy", "ana", 1);
    if (this.supplier) this.send(this.supplier, "restock", 5);
    // @ts-expect-error -- no such message
    this.send(this.self, "nope");
    // @ts-expect-error -- an argument of the wrong type
    this.send(this.self, "restock", "five");
    // @ts-expect-error -- an argument is missing
    this.broadcast("buy", "ana");
    // @ts-expect-error -- a field is no message
    this.send(this.self, "stock");
    // @ts-expect-error -- what each node has is no message
    this.send(this.self, "broadcast", "restock");
    // @ts-expect-error -- a reference shows nothing of the state
    seen.push(this.peers[0].state);
    // @ts-expect-error -- what is private is no message
    this.send(this.self, "#secret");
  }

  #secret(): void {
    this.forward();
  }

  again(): void {
    this.#secret();
  }
}

/** A node of any type of values. */
abstract class Register<T, Self> extends Node<Self> {
  abstract value: T;
  write(value: T): void {
    this.value = value;
  }
  read(): T {
    return this.value;
  }
}

class Counter extends Register<number, Counter> {
  value = 0;
  increment(): number {
    return ++this.value;
  }
}

// @ts-expect-error -- the class has to name itself
class Unnamed extends Node {}

// @ts-expect-error -- only fields can be durable
export const notDurable = durable<Shop>("buy");

export const checked: Scenario = scenario("types", async (world) => {
  const [london, tokyo] = world.nodes(Shop, ["london", "tokyo"], { stock: 3 });
  const counter = world.node(Counter, "counter");
  const client = world.client("ana");
  world.network.latency = 5;
  world.network.latency = uniform(1, 2);

  const bought: "yours" | "sold out" = await client.call(london, "buy", "ana", 1, { timeout: 5 });
  const found: Order | undefined = await client.call(tokyo, "find", "lamp");
  const counted: number = await client.call(london, "count", 2);
  const read: number = await client.call(counter, "read");
  const next: number = await client.call(counter, "increment");
  await client.call(counter, "write", 5);
  const stock: number = london.state.stock;
  const tag: string | undefined = tokyo.state.orders.get("lamp")?.tags[0];
  world.agree("stock", [london, tokyo], (shop) => shop.stock);
  world.always("answers", () => [bought, found, counted, read, next, stock, tag].length > 0);

  // @ts-expect-error -- no such message
  await client.call(london, "nope");
  // @ts-expect-error -- an argument of the wrong type
  await client.call(london, "buy", 5, 1);
  // @ts-expect-error -- another type than the message answers with
  const wrong: number = await client.call(london, "buy", "ana", 1);
  // @ts-expect-error -- another type than this register holds
  await client.call(counter, "write", "five");
  // @ts-expect-error -- an option that there isn't
  await client.call(london, "buy", "ana", 1, { retries: 5 });
  // @ts-expect-error -- state can't be written
  london.state.stock = wrong;
  // @ts-expect-error -- nor can what is in it
  london.state.orders.get("lamp")!.item = "desk";
  // @ts-expect-error -- a method is no state
  seen.push(london.state.buy);
  // @ts-expect-error -- only names that were given can be taken
  const [, , third] = world.nodes(Shop, ["a", "b"]);
  // @ts-expect-error -- fields that the class doesn't have
  world.node(Shop, "c", { color: "red" });
  // @ts-expect-error -- a text is no latency
  world.network.latency = "5";
  // @ts-expect-error -- checks answer with true or false
  world.always("text", () => "yes");
  seen.push(third, Unnamed);
}).violates("answers");
