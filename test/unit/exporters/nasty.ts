import fc from "fast-check";

/** Text that breaks what writes it carelessly. */
export const nasty = fc.oneof(
  fc.string({ unit: "binary", maxLength: 30 }),
  fc
    .array(
      fc.constantFrom(
        ..."; # : , < > % & $ \\ \" ' ` { } [ ] @ | ( ) - + * _ ~".split(" "),
        ...[
          "end",
          "END",
          "wrap:",
          "nowrap:",
          "%%",
          "%%{init: {}}%%",
          "<script>",
          "<br/>",
          "$$x$$",
          "\\n",
          "-->>",
        ],
        ...[
          "---",
          "style a:#b;",
          "classDef x:#;",
          "#35;",
          "&lt;",
          "note over n0",
          "\n",
          "\r\n",
          " ",
          "😀",
          "東京",
        ],
        ...["\x1b[2J", "\x9b31m", "\u202e", "\u2028", "\ud800", "e\u0301", "👩‍👩‍👧", "🇯🇵"],
      ),
      { minLength: 1, maxLength: 6 },
    )
    .map((pieces) => pieces.join("")),
);
