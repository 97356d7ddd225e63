/** A scenario in which tokens go around a ring of five nodes. @param hops How often each of them is passed on. */
export function ring(tokens: number, hops: number): string {
  return `
import { Node, scenario, uniform } from "faultline";
class Ring extends Node<Ring> {
  seen = 0;
  token(hops: number) {
    this.seen++;
    if (hops > 0) this.send(this.peers[0], "token", hops - 1);
  }
}
export default scenario("ring", async (world) => {
  const nodes = world.nodes(Ring, ["a", "b", "c", "d", "e"]);
  const client = world.client("client");
  world.network.latency = uniform(20, 80);
  for (let token = 0; token < ${tokens}; token++) await client.call(nodes[token % nodes.length], "token", ${hops});
  await world.quiet();
});
`;
}
