import "./notice.css";

/** How long a notice stands, in ms. */
const READ = 4000;

const element = document.createElement("p");
element.className = "notice";
element.setAttribute("role", "status");
document.body.append(element);

let timer: number | undefined;

/** Says something for a moment at the lower edge of the page, as the editor would in its status bar. */
export function notify(text: string): void {
  element.textContent = text;
  window.clearTimeout(timer);
  timer = window.setTimeout(() => (element.textContent = ""), READ);
}
