/** An element of an XML document. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Partial<Record<string, string>>>;
  readonly children: readonly (Element | string)[];
}

const NAME = /[A-Za-z_][\w:.-]*/y;
const ATTRIBUTE = /\s+([A-Za-z_][\w:.-]*)="([^"<]*)"/y;
const REFERENCE = /&(?:amp|lt|gt|quot|apos|#\d+|#x[\da-fA-F]+);|&/g;
const CHARACTERS = /^[\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u;

/**
 * Reads an XML 1.0 document of elements, attributes and texts, stricter than anybody has to.
 * @throws {Error} unless it is well-formed
 */
export function parseXml(text: string): Element {
  if (!CHARACTERS.test(text)) throw new Error("there is a character that XML forbids");
  const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
  if (!text.startsWith(declaration)) throw new Error("there is no declaration");
  const open: (Element & { readonly children: (Element | string)[] })[] = [
    { name: "", attributes: {}, children: [] },
  ];
  let at = declaration.length;
  while (at < text.length) {
    const next = text.indexOf("<", at);
    const words = text.slice(at, next < 0 ? text.length : next);
    if (words.includes("]]>")) throw new Error("a text has the end of a CDATA section");
    if (words !== "") open.at(-1)!.children.push(decode(words));
    if (next < 0) break;
    at = next + 1;
    if (text[at] === "/") {
      const end = text.indexOf(">", at);
      const closed = open.pop()!;
      if (text.slice(at + 1, end) !== closed.name) throw new Error(`<${closed.name}> isn't closed`);
      at = end + 1;
      continue;
    }
    NAME.lastIndex = at;
    const name = NAME.exec(text)?.[0] ?? "";
    if (name === "") throw new Error(`no element at ${text.slice(at - 1, at + 30)}`);
    at = NAME.lastIndex;
    const attributes: Record<string, string> = {};
    ATTRIBUTE.lastIndex = at;
    for (let found; (found = ATTRIBUTE.exec(text)); at = ATTRIBUTE.lastIndex) {
      if (found[1] in attributes) throw new Error(`${name} has two ${found[1]}`);
      attributes[found[1]] = decode(found[2]);
    }
    const element = { name, attributes, children: [] };
    open.at(-1)!.children.push(element);
    if (text.startsWith("/>", at)) at += 2;
    else if (text[at] === ">") {
      at += 1;
      open.push(element);
    } else throw new Error(`an attribute of ${name} is malformed: ${text.slice(at, at + 30)}`);
  }
  const [{ children }] = open;
  const roots = children.filter((child) => typeof child !== "string");
  if (open.length !== 1 || roots.length !== 1) throw new Error("there isn't one root");
  return roots[0];
}

/** All elements of a document, in order. */
export function elements(root: Element): Element[] {
  const found: Element[] = [];
  const left = [root];
  for (let element; (element = left.pop());) {
    found.push(element);
    left.push(...element.children.filter((child) => typeof child !== "string").reverse());
  }
  return found;
}

/** All text in an element. */
export function textOf({ children }: Element): string {
  return children.map((child) => (typeof child === "string" ? child : textOf(child))).join("");
}

/** The elements that have a class, like `document.querySelectorAll`. */
export function withClass(root: Element, name: string): Element[] {
  return elements(root).filter(({ attributes }) => (attributes.class ?? "").split(" ").includes(name));
}

function decode(text: string): string {
  const signs: Readonly<Record<string, string>> = {
    "&amp;": "&",
    "&lt;": "<",
    "&gt;": ">",
    "&quot;": '"',
    "&apos;": "'",
  };
  return text.replace(REFERENCE, (reference) => {
    if (reference === "&") throw new Error(`an & stands for itself in ${text}`);
    const code = /^&#(x?)(.*);$/.exec(reference);
    return code ? String.fromCodePoint(parseInt(code[2], code[1] ? 16 : 10)) : signs[reference];
  });
}
