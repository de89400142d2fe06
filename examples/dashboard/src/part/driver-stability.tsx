import { DriverStabilityDocument } from "../generated/graphql.ts";
import { useAnswer } from "../use-answer.ts";
import { type OutcomeProps, useDrivers } from "../use-drivers.ts";
import { Chart } from "./chart.tsx";
import { Loaded } from "./loaded.tsx";

/** Whether a driver matters in every organisation. */
export function Stability({ outcome }: OutcomeProps) {
  const { asked, text, format, nameOf } = useDrivers(outcome);
  const answer = useAnswer(DriverStabilityDocument, asked);
  const words = text.drivers;
  return (
    <Loaded answer={answer}>
      {({ segments }) => {
        const stability = segments.driverStability;
        const drivers = stability?.drivers.toSorted((a, b) => b.pooled - a.pooled) ?? [];
        const n = Math.max(0, ...drivers.map((driver) => driver.segments));
        if (n < 2) return null;
        const percent = (value: number, detail?: "table"): string => format.value(value, "SHARE", detail);
        const rows = drivers.map(({ code, pooled, low, high, label }) => ({
          label: nameOf(code),
          marks: [{ value: pooled, low, high, tone: label === "VARIES" ? ("warm" as const) : ("cool" as const) }],
          end: percent(pooled),
          endNote: label === null ? "" : text.stabilities[label],
        }));
        return (
          <Chart
            title={words.stability}
            note={words.stabilityNote(format.count(n))}
            of={rows}
            draw={(plots, width) =>
              plots.rowsPlot(
                rows,
                {
                  kind: "dots",
                  format: percent,
                  ...(stability?.threshold == null ? {} : { reference: stability.threshold }),
                },
                width,
              )
            }
            head={[text.columns.driver, words.importance, text.columns.interval, text.columns.note]}
            rows={drivers.map(({ code, pooled, low, high, label }) => [
              nameOf(code),
              percent(pooled, "table"),
              text.range(percent(low, "table"), percent(high, "table")),
              label === null ? "" : text.stabilities[label],
            ])}
          />
        );
      }}
    </Loaded>
  );
}
