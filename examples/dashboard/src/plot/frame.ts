/**
 * A plot for the page: hidden from screen readers, which get its words and its table instead; its inline style sheet goes, because
 * the Content-Security-Policy of the page allows files only (style.css has the same rules).
 */
export function frame(plotted: Element): Element {
  for (const style of plotted.querySelectorAll("style")) style.remove();
  plotted.setAttribute("aria-hidden", "true");
  plotted.classList.add("plot");
  return plotted;
}
