import { DriversDocument } from "../generated/graphql.ts";
import { useReport } from "../report.ts";
import { useAnswer } from "../use-answer.ts";
import { type OutcomeProps, useDrivers } from "../use-drivers.ts";
import { Chart } from "./chart.tsx";
import { Loaded } from "./loaded.tsx";

/** Importance with its certainty, and the map of importance and rating: one answer, two plots. */
export function Impact({ outcome }: OutcomeProps) {
  const { asked, replications, language, programme, text, format, nameOf } = useDrivers(outcome);
  const answer = useAnswer(DriversDocument, { ...asked, language, replications });
  const words = text.drivers;
  const percent = (value: number, detail?: "table"): string => format.value(value, "SHARE", detail);
  return (
    <Loaded answer={answer}>
      {({ segments }) => {
        const analysis = segments.nodes[0]?.drivers;
        if (analysis == null) return null;
        if (analysis.status === "REFUSED") return <Refused reason={analysis.reason} />;
        const total = analysis.fit?.rSquared ?? 0;
        const certainty = new Map(analysis.certainty?.drivers.map((each) => [each.code, each]));
        // Where the certainty is withheld (it may cost more than a request may), importance stands without it.
        const drivers = analysis.drivers.map((driver) => {
          const { interval = null, rankInterval = null, first = null } = certainty.get(driver.code) ?? {};
          return { ...driver, interval, rankInterval, first };
        });
        const places = drivers.map(({ rankInterval }) =>
          rankInterval === null
            ? ""
            : text.reasonsPart.places(format.count(rankInterval.low), format.count(rankInterval.high)),
        );
        const rows = drivers.map(({ code, importance, interval, rank }, i) => ({
          label: `${format.count(rank)}. ${nameOf(code)}`,
          marks: [
            { value: importance, low: interval?.low ?? null, high: interval?.high ?? null, tone: "cool" as const },
          ],
          end: percent(importance),
          endNote: places[i]!,
        }));
        const placement = analysis.importancePerformance;
        const dots = (placement?.drivers ?? []).map(({ code, importance, performance, quadrant, borderline }) => ({
          label: nameOf(code),
          x: importance,
          y: performance,
          isHollow: borderline,
          isStrong: quadrant === "CONCENTRATE_HERE",
          title: [
            `${nameOf(code)}: ${text.quadrants[quadrant]}`,
            `${words.importance} ${percent(importance)}`,
            `${words.rating} ${format.decimal(performance, 1)}`,
          ].join("\n"),
        }));
        const reversed = analysis.reversed.map((code) => `“${nameOf(code)}”`).join(", ");
        const method = programme.driverMethod === "LMG" ? words.byOrders : words.byWeights;
        return (
          <>
            <Chart
              title={words.impact}
              note={words.impactNote(percent(total), format.count(analysis.n))}
              of={rows}
              draw={(plots, width) => plots.rowsPlot(rows, { kind: "bars", format: percent }, width)}
              head={[
                text.columns.driver,
                words.importance,
                text.columns.interval,
                text.columns.rank,
                words.firstChance,
                words.rating,
              ]}
              rows={drivers.map(({ code, importance, interval, first, mean }, i) => [
                nameOf(code),
                percent(importance, "table"),
                interval === null ? "–" : text.range(percent(interval.low, "table"), percent(interval.high, "table")),
                places[i]!,
                first === null ? "–" : percent(first),
                format.decimal(mean, 2),
              ])}
            >
              <p class="note">
                {method}
                {reversed !== "" && `. ${words.reversed(reversed)}`}
                {analysis.warnings.length > 0 && (
                  <>
                    . {words.warning} {analysis.warnings.map(({ code }) => text.warnings[code]).join("; ")}
                  </>
                )}
              </p>
            </Chart>
            {placement !== null && placement.importanceLine !== null && placement.performanceLine !== null && (
              <Chart
                title={words.placement}
                note={words.placementNote}
                of={dots}
                draw={(plots, width) =>
                  plots.placementPlot(
                    dots,
                    {
                      lines: { x: placement.importanceLine ?? 0, y: placement.performanceLine ?? 0 },
                      corners: [
                        text.quadrants.POSSIBLE_OVERKILL,
                        text.quadrants.KEEP_UP,
                        text.quadrants.LOW_PRIORITY,
                        text.quadrants.CONCENTRATE_HERE,
                      ],
                      xLabel: words.importance,
                      yLabel: words.rating,
                      formatX: percent,
                      formatY: (value) => format.decimal(value, 1),
                      areSmall: dots.length > 12,
                    },
                    width,
                  )
                }
                head={[text.columns.driver, words.importance, words.rating, words.quadrant, text.columns.note]}
                rows={placement.drivers.map(({ code, importance, performance, quadrant, borderline }) => [
                  nameOf(code),
                  percent(importance, "table"),
                  format.decimal(performance, 2),
                  text.quadrants[quadrant],
                  borderline ? "±" : "",
                ])}
              />
            )}
          </>
        );
      }}
    </Loaded>
  );
}

function Refused({ reason }: { readonly reason: keyof ReturnType<typeof useReport>["text"]["refusals"] | null }) {
  const { text } = useReport();
  return <p class="card why">{reason === null ? text.noNumber : text.refusals[reason]}</p>;
}
