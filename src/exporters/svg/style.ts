import palette from "../picture/drawing/palette.css" with { type: "text" };
import conditions from "../picture/drawing/conditions.css" with { type: "text" };
import marks from "../picture/drawing/marks.css" with { type: "text" };
import picture from "../picture/drawing/picture.css" with { type: "text" };
import rulers from "../picture/drawing/rulers.css" with { type: "text" };
import wire from "../picture/drawing/wire.css" with { type: "text" };
import surroundings from "./document.css" with { type: "text" };

/** The colours of a file, light or dark as its reader prefers. */
export const PALETTE = compact(palette);

/** How everything around a picture is drawn. */
export const SURROUNDINGS = compact(surroundings);

/** How everything in a file is drawn with such colours. */
export const STYLE = [surroundings, picture, marks, wire, conditions, rulers].map(compact).join("");

/** Leaves out what only those read who work on the rules. */
export function compact(css: string): string {
  return css
    .replace(/\/\*.*?\*\//gs, "")
    .replace(/\s+/g, " ")
    .replace(/ ?([{};,]) ?/g, "$1");
}
