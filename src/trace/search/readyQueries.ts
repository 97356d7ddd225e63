/** A query with what it finds in plain words. */
export interface ReadyQuery {
  readonly title: string;
  readonly query: string;
}

/** What people look for in a run, as suggestions. */
export const READY_QUERIES: readonly ReadyQuery[] = [
  { title: "a request without a reply", query: "is:unanswered" },
  { title: "a reply later than 100 ms", query: "reply>100ms" },
  { title: "a reply after its caller gave up", query: "is:late" },
  { title: "more than 50 ms on the way", query: "flight>50ms" },
  { title: "delivered twice", query: "is:twice" },
  { title: "a message that is lost", query: "is:lost" },
  { title: "a fault", query: "is:fault" },
  { title: "a violation", query: "is:violation" },
  { title: "copies begin to differ or agree again", query: "is:divergence" },
  { title: "a node is wrong about another", query: "is:misbelief" },
  { title: "an operation of a client begins or ends", query: "kind:operation" },
];

const NUMBER = /\d+(?:\.\d+)?/g;

/**
 * The query whose title someone has typed, with their numbers in place of its own: `a reply later than 250 ms`. An
 * article in front may be missing.
 */
export function readyQuery(phrase: string): string | undefined {
  const wanted = shape(phrase);
  const ready = READY_QUERIES.find(({ title }) => shape(title) === wanted);
  const numbers = phrase.match(NUMBER)?.values();
  return ready?.query.replace(NUMBER, (own) => numbers?.next().value ?? own);
}

function shape(phrase: string): string {
  return phrase.trim().toLowerCase().replace(/^an? /, "").replace(/\s+/g, " ").replace(NUMBER, "0");
}
