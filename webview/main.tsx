import { render } from "preact";
import { host } from "./host.ts";
import "./styles/theme.css";
import "./styles/frame.css";
import "./styles/controls.css";
import "./styles/popups.css";
import "./styles/shown.css";
import "./styles/diagram.css";
import "../src/exporters/picture/drawing/picture.css";
import "../src/exporters/picture/drawing/marks.css";
import "../src/exporters/picture/drawing/wire.css";
import "../src/exporters/picture/drawing/conditions.css";
import "../src/exporters/picture/drawing/rulers.css";
import "./styles/overlay.css";
import "./styles/minimap.css";
import "./styles/marked.css";
import "./styles/causality.css";
import "./styles/compare.css";
import "./styles/state.css";
import "./styles/find.css";
import "./styles/table.css";
import { App } from "./view/App.tsx";

window.addEventListener("error", ({ message }) => host.postMessage({ kind: "failed", message }));
window.addEventListener("unhandledrejection", ({ reason }) =>
  host.postMessage({ kind: "failed", message: reason instanceof Error ? reason.message : String(reason) }),
);

render(<App revived={host.getState()} />, document.getElementById("root")!);
