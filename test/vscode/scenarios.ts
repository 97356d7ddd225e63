/** Two calls and a pause, as the text of a scenario file. */
export const echo = `import { Node, scenario } from "faultline";

class Echo extends Node<Echo> {
  heard = 0;

  say(text: string) {
    this.heard += 1;
    return text.toUpperCase();
  }
}

export default scenario("Echo", async (world) => {
  const [canyon] = world.nodes(Echo, ["canyon"]);
  const [hiker] = world.clients("hiker");
  world.network.latency = 10;
  await hiker.call(canyon, "say", "hello");
  await hiker.call(canyon, "say", "again");
  await world.sleep(100);
  await world.quiet();
});
`;
