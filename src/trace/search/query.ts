import type { Criterion } from "./criterion.ts";
import { readField } from "./fields.ts";
import { readyQuery } from "./readyQueries.ts";
import { searchTexts } from "./searchText.ts";
import { readTerms, type Term } from "./terms.ts";

/**
 * Reads what someone looks for in a run: the events for which all terms of the query hold.
 *
 * - `word`, `"a phrase"`: the event's sentence, its message and arguments, the names of its nodes or its note contain it.
 * - `node:`, `from:`, `to:`, `type:`, `kind:`: the node on whose lifeline it happens, the ends and the name of the message
 *   that it is about, what it is. `*` stands for any part of a name.
 * - `field:stock`, `stock=0`, `votes.london!=yes`, `stock>=2`: it changes this field of its node's state, to a value for
 *   which that holds. A field whose name means something else here is reached by `field:at>2`.
 * - `at:100..200`, `line:27`, `line:shop.scenario.ts:27`: its virtual time in ms, its place in the source.
 * - `reply>100ms`, `flight>50ms`: an answer arrives that late after its request, a message that late after it left.
 * - `is:unanswered`, `is:late`, `is:twice`, `is:lost`, `is:violation`, `is:fault`, `is:divergence`, `is:misbelief`.
 * - `-` before a term: it does not hold.
 *
 * Case matters only in the names of the state's fields. The title of a ready-made query stands for it. No term holds for every event.
 *
 * What is late or received twice is found where it arrives, what is lost where it is lost; what never comes, at the
 * request.
 *
 * @throws {QueryError} When the query makes no sense.
 */
export function parseQuery(text: string): Criterion {
  const terms = readTerms(readyQuery(text) ?? text);
  // To look for words takes the longest, so it comes last.
  const ordered = [...terms.filter((term) => "name" in term), ...terms.filter((term) => "text" in term)];
  const criteria = ordered.map(criterionOf);
  return (trace) => {
    const tests = criteria.map((criterion) => criterion(trace));
    return (event) => tests.every((test) => test(event));
  };
}

function criterionOf(term: Term): Criterion {
  const criterion = "text" in term ? contains(term.text) : readField(term);
  if (!term.negated) return criterion;
  return (trace) => {
    const test = criterion(trace);
    return (event) => !test(event);
  };
}

function contains(text: string): Criterion {
  const wanted = text.toLowerCase();
  return (trace) => {
    const texts = searchTexts(trace);
    return (event) => texts.of(event).includes(wanted);
  };
}
