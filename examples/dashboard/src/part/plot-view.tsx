import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

type Plots = typeof import("../plot/plots.ts");

export interface PlotViewProps {
  readonly draw: (plots: Plots, width: number) => Element;
  /** What it is drawn from: it is drawn again when this or the width changes. */
  readonly of: unknown;
}

/** Fetched once, when the first plot is wanted. */
let plots: Promise<Plots> | undefined;

/** A plot that is as wide as its place. */
export function PlotView({ draw, of }: PlotViewProps) {
  const place = useRef<HTMLDivElement>(null);
  const [library, setLibrary] = useState<Plots>();
  const [width, setWidth] = useState(0);
  useEffect(() => {
    plots ??= import("../plot/plots.ts");
    void plots.then((loaded) => setLibrary(() => loaded));
  }, []);
  useLayoutEffect(() => {
    const element = place.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setWidth(Math.floor(element.clientWidth)));
    observer.observe(element);
    setWidth(Math.floor(element.clientWidth));
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    if (library !== undefined && width > 0) place.current?.replaceChildren(draw(library, width));
  }, [library, width, JSON.stringify(of)]);
  return <div class="place" ref={place} />;
}
