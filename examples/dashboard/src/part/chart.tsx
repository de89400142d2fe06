import type { ComponentChildren } from "preact";
import { PlotView, type PlotViewProps } from "./plot-view.tsx";
import { type Cell, Table } from "./table.tsx";

interface ChartProps extends PlotViewProps {
  readonly title: string;
  readonly note?: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** Wide charts take the whole row of the page. */
  readonly isWide?: boolean;
  readonly children?: ComponentChildren;
}

/** A plot with its title, what it shows in a sentence, and its table. */
export function Chart({ title, note, head, rows, draw, of, isWide = false, children }: ChartProps) {
  return (
    <figure class={isWide ? "card wide" : "card"}>
      <figcaption>
        <h3>{title}</h3>
        {note !== undefined && <p class="note">{note}</p>}
      </figcaption>
      {children}
      <PlotView draw={draw} of={of} />
      <Table caption={title} head={head} rows={rows} />
    </figure>
  );
}
