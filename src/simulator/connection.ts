import type { Link } from "./link.ts";
import type { Message } from "./message.ts";

/** A message that has arrived before one that was sent earlier. */
interface Early {
  readonly message: Message;
  /** When it arrived, in ms. */
  readonly arrived: number;
}

/** How often a message is sent again before the transport gives up. */
const MOST_ATTEMPTS = 10;

/** The wait before sending again doubles with each attempt up to this many times the first one. */
const LONGEST_WAIT = 8;

/**
 * The state of a reliable transport over one direction of a link, both ends together: numbers the messages, hands
 * them over in order, and says when to send a lost one again. After TCP (RFC 9293), without its windows, handshakes
 * and acknowledgements, which no program sees.
 */
export class Connection {
  /** Set when an end crashed: what is still under way is lost. */
  broken = false;
  #next = 0;
  #expected = 0;
  readonly #early = new Map<number, Early>();

  /** The number of the next message. */
  number(): number {
    return this.#next++;
  }

  /**
   * A message has arrived.
   * @returns What can be handed over now, in order: nothing if an earlier one is still missing.
   */
  arrive(number: number, message: Message, now: number): readonly Early[] {
    if (number < this.#expected) return [];
    this.#early.set(number, { message, arrived: now });
    const ready: Early[] = [];
    for (let next = this.#early.get(this.#expected); next !== undefined;) {
      this.#early.delete(this.#expected++);
      ready.push(next);
      next = this.#early.get(this.#expected);
    }
    return ready;
  }

  /** Breaks it. @returns The messages that had arrived and will never be handed over. */
  break(): readonly Message[] {
    this.broken = true;
    const lost = [...this.#early.values()].map(({ message }) => message);
    this.#early.clear();
    return lost;
  }
}

/** The connection of a link, opened when it is needed. */
export function connect(link: Link): Connection {
  if (link.connection === undefined || link.connection.broken) link.connection = new Connection();
  return link.connection;
}

/**
 * How long to wait before sending a message again, in ms; `undefined` when it's no use any more.
 * @param attempts How often it has been sent.
 * @param first The first such wait.
 */
export function retransmissionDelay(attempts: number, first: number): number | undefined {
  return attempts > MOST_ATTEMPTS ? undefined : first * Math.min(2 ** (attempts - 1), LONGEST_WAIT);
}
