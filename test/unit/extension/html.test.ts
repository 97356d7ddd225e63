import { expect, test } from "vitest";
import { createNonce, pageHtml } from "../../../src/extension/preview/html.ts";

const html = pageHtml({
  cspSource: "https://own",
  script: "https://own/main.js",
  style: "https://own/main.css",
  nonce: "n0",
});
const policy = /content="(default-src[^"]*)"/.exec(html)?.[1];

test("only the script with the nonce runs", () => {
  expect(policy).toContain("script-src 'nonce-n0';");
  expect(html.match(/<script[^>]*>[^<]*/g)).toEqual([
    '<script type="module" nonce="n0" src="https://own/main.js">',
  ]);
});

test("nothing is loaded that the policy does not name", () => {
  expect(policy).toMatch(/^default-src 'none';/);
  expect(policy).not.toContain("connect-src");
});

test("every page has a nonce of its own", () => {
  expect(createNonce()).toMatch(/^[0-9a-f]{32}$/);
  expect(createNonce()).not.toBe(createNonce());
});
