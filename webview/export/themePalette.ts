import { PALETTE } from "../../src/exporters/svg/style.ts";

/** The colours that the panel has at the moment, for a picture that can't ask its reader which ones to take. */
export function themePalette(): string {
  const style = getComputedStyle(document.body);
  const names = new Set(PALETTE.match(/--[\w-]+(?=:)/g));
  return `.faultline{${[...names].map((name) => `${name}:${style.getPropertyValue(name)}`).join(";")}}`;
}
