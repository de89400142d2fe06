import {
  DriverAsymmetryDocument,
  DriversDocument,
  DriverStabilityDocument,
  ImprovementsDocument,
} from "../generated/graphql.ts";
import type { Programme, Question } from "../programme.ts";
import { shortLabel } from "../short-label.ts";
import { useReport } from "../report.ts";
import { useAnswer } from "../use-answer.ts";
import { Chart } from "./chart.tsx";
import { Loaded } from "./loaded.tsx";
import { Section } from "./section.tsx";

/** Of a coefficient: 1.96 standard errors to either side. */
const MARGIN = 1.959964;
/** Samples that a request may take: the work grows with the square of the number of drivers. */
const REPLICATIONS: Readonly<Record<Programme["driverMethod"], number>> = { LMG: 500, RELATIVE_WEIGHT: 100 };

/** Which drivers go with the outcome, which only when bad, and what to improve first. */
export function DriversPart() {
  const report = useReport();
  const { programme, text } = report;
  const words = text.drivers;
  const outcome = programme.outcomes.find(({ code }) => code === report.outcome) ?? programme.outcomes[0];
  if (outcome === undefined) return null;
  return (
    <Section id="drivers" title={words.title} intro={`${words.intro} ${words.caution}`}>
      {programme.outcomes.length > 1 && (
        <label class="choice inline">
          <span>{words.outcome}</span>
          <select
            name="outcome"
            value={outcome.code}
            onChange={({ currentTarget }) => report.onOutcome(currentTarget.value)}
          >
            {programme.outcomes.map(({ code, label }) => (
              <option value={code} key={code}>
                {label}
              </option>
            ))}
          </select>
        </label>
      )}
      <div class="cards">
        <Impact outcome={outcome} />
        <Improvements outcome={outcome} />
        <Asymmetry outcome={outcome} />
        {programme.unit !== "ORGANISATION" && <Stability outcome={outcome} />}
      </div>
    </Section>
  );
}

interface OutcomeProps {
  readonly outcome: Question;
}

function useDrivers({ code, label }: Question) {
  const report = useReport();
  const { programme, where } = report;
  const names = new Map([[code, label], ...programme.drivers.map((one) => [one.code, shortLabel(one.label)] as const)]);
  return {
    ...report,
    nameOf: (driver: string): string => names.get(driver) ?? driver,
    asked: { instrument: programme.code, where, outcome: code, method: programme.driverMethod },
    replications: REPLICATIONS[programme.driverMethod],
  };
}

/** Importance with its certainty, and the map of importance and rating: one answer, two plots. */
function Impact({ outcome }: OutcomeProps) {
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

/** What a point more on each driver would gain. */
function Improvements({ outcome }: OutcomeProps) {
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

/** Penalties of low answers and rewards of high ones. */
function Asymmetry({ outcome }: OutcomeProps) {
  const { asked, text, format, nameOf } = useDrivers(outcome);
  const answer = useAnswer(DriverAsymmetryDocument, asked);
  const words = text.drivers;
  return (
    <Loaded answer={answer}>
      {({ segments }) => {
        const asymmetry = segments.nodes[0]?.drivers?.asymmetry;
        if (asymmetry == null || asymmetry.status === "REFUSED") return null;
        const signed = (value: number): string => format.decimal(value, 2, "signed");
        type Contrast = (typeof asymmetry.drivers)[number];
        const markOf = (coefficient: Contrast["penalty"], tone: "warm" | "cool") => ({
          value: coefficient?.value ?? null,
          low: coefficient === null ? null : coefficient.value - MARGIN * coefficient.standardError,
          high: coefficient === null ? null : coefficient.value + MARGIN * coefficient.standardError,
          tone,
          isPale: (coefficient?.adjustedP ?? 1) >= 0.05,
        });
        const kindOf = ({ label, withheld }: Contrast): string =>
          label === null ? withheld.map((why) => text.withheld[why]).join("; ") : text.asymmetries[label];
        const rows = asymmetry.drivers.map((contrast) => ({
          label: nameOf(contrast.code),
          marks: [markOf(contrast.penalty, "warm"), markOf(contrast.reward, "cool")],
          end: "",
          endNote: shortLabel(kindOf(contrast)),
        }));
        const rangeOf = (coefficient: Contrast["penalty"]): string => {
          if (coefficient === null) return text.noNumber;
          const { value, standardError } = coefficient;
          const margin = MARGIN * standardError;
          return `${signed(value)} (${text.range(signed(value - margin), signed(value + margin))})`;
        };
        return (
          <Chart
            title={words.asymmetry}
            note={words.asymmetryNote(
              format.count(asymmetry.lowMax),
              format.count(asymmetry.highMin),
              format.count(asymmetry.n),
            )}
            of={rows}
            draw={(plots, width) => plots.rowsPlot(rows, { kind: "bars", format: signed }, width)}
            head={[text.columns.driver, words.penalty, words.reward, words.kind, text.columns.base]}
            rows={asymmetry.drivers.map((contrast) => [
              nameOf(contrast.code),
              rangeOf(contrast.penalty),
              rangeOf(contrast.reward),
              kindOf(contrast),
              [contrast.low, contrast.middle, contrast.high].map(format.count).join(" / "),
            ])}
          >
            <ul class="legend">
              <li class="warm">{words.penalty}</li>
              <li class="cool">{words.reward}</li>
            </ul>
          </Chart>
        );
      }}
    </Loaded>
  );
}

/** Whether a driver matters in every organisation. */
function Stability({ outcome }: OutcomeProps) {
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

function Refused({ reason }: { readonly reason: keyof ReturnType<typeof useReport>["text"]["refusals"] | null }) {
  const { text } = useReport();
  return <p class="card why">{reason === null ? text.noNumber : text.refusals[reason]}</p>;
}
