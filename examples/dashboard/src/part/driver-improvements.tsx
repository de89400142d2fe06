import { ImprovementsDocument } from "../generated/graphql.ts";
import { useAnswer } from "../use-answer.ts";
import { type OutcomeProps, useDrivers } from "../use-drivers.ts";
import { Chart } from "./chart.tsx";
import { Loaded } from "./loaded.tsx";

/** What a point more on each driver would gain. */
export function Improvements({ outcome }: OutcomeProps) {
  const { asked, replications, programme, text, format, nameOf } = useDrivers(outcome);
  const answer = useAnswer(ImprovementsDocument, {
    ...asked,
    replications,
    actions: programme.drivers.map(({ code }) => ({ id: code, driver: code, kind: "SHIFT" as const, by: 1 })),
  });
  const words = text.drivers;
  return (
    <Loaded answer={answer}>
      {({ segments }) => {
        const simulation = segments.nodes[0]?.drivers?.simulate;
        if (simulation == null) return null;
        if (simulation.status === "REFUSED") return null; // the first plot says why
        const [gains] = simulation.outcomes;
        const actions = simulation.order.flatMap(
          (driver) => gains?.actions.find((action) => action.driver === driver) ?? [],
        );
        const signed = (value: number): string => format.decimal(value, 2, "signed");
        const rows = actions.map(({ driver, gain, interval, best, withheld }) => ({
          label: nameOf(driver),
          marks: [{ value: gain, low: interval?.low ?? null, high: interval?.high ?? null, tone: "cool" as const }],
          end: gain === null ? "–" : signed(gain),
          endNote: best === null ? "" : format.value(best, "SHARE"),
          ...(withheld === null ? {} : { reason: text.withheld[withheld] }),
        }));
        return (
          <Chart
            title={words.improvements}
            note={words.improvementsNote(outcome.label, format.count(simulation.n))}
            of={rows}
            draw={(plots, width) => plots.rowsPlot(rows, { kind: "dots", reference: 0, format: signed }, width)}
            head={[text.columns.driver, words.gain, text.columns.interval, words.best, text.columns.note]}
            rows={actions.map(({ driver, gain, interval, best, capped }) => [
              nameOf(driver),
              gain === null ? text.noNumber : signed(gain),
              interval === null ? "–" : text.range(signed(interval.low), signed(interval.high)),
              best === null ? "–" : format.value(best, "SHARE", "table"),
              capped ? words.capped : "",
            ])}
          />
        );
      }}
    </Loaded>
  );
}
