// A forum in three cities. Who posts does so in her own city,
// which tells the others; London's news takes long to Tokyo.
// The same afternoon four times, and only the way of reading
// differs. Each policy breaks fewer rungs of the ladder than
// the one before, and asks more of the network: look for the
// answers that lack a post. The note says which rung each one
// breaks, and by which earlier event. Look for what the last
// policy costs, too.
import { Node, scenario, type Client, type NodeHandle, type World } from "faultline";

type Policy = "any copy" | "own copy" | "own copy, in order" | "all copies";

interface Post {
  text: string;
  /** What its author had read when she wrote it. */
  after: string[];
}

class City extends Node<City> {
  posts: Post[] = [];
  policy: Policy = "any copy";

  post(text: string) {
    const post = { text, after: this.posts.map((earlier) => earlier.text) };
    this.store(post);
    this.broadcast("store", post);
    return "posted";
  }

  store(post: Post) {
    if (!this.posts.some((known) => known.text === post.text)) this.posts.push(post);
  }

  all() {
    return this.posts;
  }

  async read() {
    if (this.policy === "all copies") {
      for (const posts of await Promise.all(this.peers.map((peer) => this.call(peer, "all"))))
        for (const post of posts) this.store(post);
    }
    const texts = this.posts.map((post) => post.text);
    if (this.policy !== "own copy, in order") return texts;
    const isComplete = (post: Post) => post.after.every((text) => texts.includes(text));
    return this.posts.filter(isComplete).map((post) => post.text);
  }
}

const OWN = "read your writes: nobody misses her own post";
const MONOTONIC = "monotonic reads: what was seen stays seen";
const CAUSAL = "causal: an answer comes with its question";
const LINEAR = "linearizable: what was posted is there";

async function afternoon(world: World, policy: Policy) {
  const cities = world.nodes(City, ["london", "paris", "tokyo"], { policy });
  const [london, paris, tokyo] = cities;
  const [ana, bo, cy] = world.clients("ana", "bo", "cy");
  world.network.latency = 30;
  world.link(london, tokyo).latency = 120;

  /** The posts that a client has a right to find, each with the earlier event that gives it. */
  type Rights = Map<string, string>;
  const wrote = new Map<Client, Rights>([ana, bo, cy].map((client) => [client, new Map()]));
  const saw = new Map<Client, Rights>([ana, bo, cy].map((client) => [client, new Map()]));
  const before = new Map<string, Rights>();
  const posted: Rights = new Map();
  const broken = new Map<string, string>();
  for (const rung of [OWN, MONOTONIC, CAUSAL, LINEAR])
    world.always(rung, () => !broken.has(rung), { because: () => broken.get(rung)! });

  async function post(client: Client, text: string, home: NodeHandle<City>) {
    before.set(text, new Map([...wrote.get(client)!, ...saw.get(client)!]));
    await client.call(home, "post", text);
    wrote.get(client)!.set(text, `${client.name} posted at ${world.time} ms`);
    posted.set(text, `${client.name} posted at ${world.time} ms`);
  }

  /** @param sentTo Where the load balancer sends the reader, if she may read any copy. */
  async function read(client: Client, home: NodeHandle<City>, sentTo: NodeHandle<City>) {
    const there = [...posted];
    const texts = await client.call(policy === "any copy" ? sentTo : home, "read");
    const rungs: [name: string, rights: Iterable<[text: string, event: string]>][] = [
      [OWN, wrote.get(client)!],
      [MONOTONIC, saw.get(client)!],
      [CAUSAL, texts.flatMap((text) => [...before.get(text)!])],
      [LINEAR, there],
    ];
    const breaches = rungs.flatMap(([name, rights]) => {
      const lacking = [...rights].find(([text]) => !texts.includes(text));
      return lacking ? [[name, `"${lacking[0]}" is missing, which ${lacking[1]}`]] : [];
    });
    for (const [name, reason] of breaches) if (!broken.has(name)) broken.set(name, reason);
    if (breaches.length > 0) client.note(`not ${breaches[0][0].split(":")[0]}: ${breaches[0][1]}`);
    for (const text of texts) saw.get(client)!.set(text, `${client.name} read at ${world.time} ms`);
  }

  await world.sleep(10);
  await post(ana, "lunch?", london);
  await read(ana, london, paris);
  await world.sleep(40);
  await read(bo, paris, paris);
  await post(bo, "yes!", paris);
  await world.sleep(10);
  await read(bo, paris, tokyo);
  await world.sleep(30);
  await read(cy, tokyo, tokyo);
  await world.quiet();
}

export default [
  scenario("Read any copy", (world) => afternoon(world, "any copy")).violates(OWN, MONOTONIC, CAUSAL, LINEAR),
  scenario("Read your own copy", (world) => afternoon(world, "own copy")).violates(CAUSAL, LINEAR),
  scenario("Read your own copy, answers after questions", (world) =>
    afternoon(world, "own copy, in order"),
  ).violates(LINEAR),
  scenario("Read all copies", (world) => afternoon(world, "all copies")),
];
