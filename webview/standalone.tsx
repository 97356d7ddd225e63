// The panel as a page of its own, for a file: what follows finds its host already there.
import "./standalone/host.ts";
import "../src/exporters/picture/drawing/palette.css";
import "./main.tsx";
