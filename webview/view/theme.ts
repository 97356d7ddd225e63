import { useEffect, useState } from "preact/hooks";

/** Mermaid's theme variables, as colours of the editor. */
export type MermaidTheme = Readonly<Record<string, string>>;

/** The editor's colours for Mermaid; a new object only when a colour changed. */
export function useMermaidTheme(): MermaidTheme {
  const [theme, setTheme] = useState(readTheme);
  useEffect(() => {
    const update = () => {
      const next = readTheme();
      setTheme((before) => (JSON.stringify(before) === JSON.stringify(next) ? before : next));
    };
    // VS Code tells of a new theme by the class of the body and the variables of the document.
    const observer = new MutationObserver(update);
    observer.observe(document.body, { attributeFilter: ["class"] });
    observer.observe(document.documentElement, { attributeFilter: ["style"] });
    return () => observer.disconnect();
  }, []);
  return theme;
}

function readTheme(): MermaidTheme {
  const resolve = colorReader();
  const background = resolve("--paper");
  const text = resolve("--ink");
  const line = resolve("--message");
  const quiet = resolve("--quiet");
  const box = resolve("--raised");
  return {
    darkMode: String(
      document.body.matches(".vscode-dark, .vscode-high-contrast:not(.vscode-high-contrast-light)"),
    ),
    fontFamily: getComputedStyle(document.body).fontFamily,
    background,
    primaryColor: box,
    primaryTextColor: text,
    primaryBorderColor: quiet,
    lineColor: line,
    textColor: text,
    actorBkg: box,
    actorBorder: quiet,
    actorTextColor: text,
    actorLineColor: quiet,
    signalColor: line,
    signalTextColor: text,
    labelBoxBkgColor: box,
    labelBoxBorderColor: quiet,
    labelTextColor: text,
    loopTextColor: text,
    noteBkgColor: box,
    noteTextColor: text,
    noteBorderColor: resolve("--partition"),
    activationBkgColor: box,
    activationBorderColor: quiet,
    sequenceNumberColor: background,
  };
}

/** Resolves custom properties to plain colours, since Mermaid computes with them. */
function colorReader(): (property: string) => string {
  const probe = document.createElement("span");
  document.body.append(probe);
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  queueMicrotask(() => probe.remove());
  return (property) => {
    probe.style.color = `var(${property})`;
    const color = getComputedStyle(probe).color;
    if (!context) return color;
    context.canvas.width = context.canvas.height = 1;
    context.fillStyle = color;
    context.fillRect(0, 0, 1, 1);
    const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
    return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("")}`;
  };
}
