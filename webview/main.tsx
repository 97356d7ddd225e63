import { render } from "preact";
import { host } from "./host.ts";
import "./styles/theme.css";
import "./styles/frame.css";
import "./styles/controls.css";
import "./styles/popups.css";
import "./styles/diagram.css";
import "./styles/picture.css";
import "./styles/marks.css";
import "./styles/wire.css";
import "./styles/conditions.css";
import "./styles/state.css";
import { App } from "./view/App.tsx";

window.addEventListener("error", ({ message }) => host.postMessage({ kind: "failed", message }));
window.addEventListener("unhandledrejection", ({ reason }) =>
  host.postMessage({ kind: "failed", message: reason instanceof Error ? reason.message : String(reason) }),
);

render(<App revived={host.getState()} />, document.getElementById("root")!);
