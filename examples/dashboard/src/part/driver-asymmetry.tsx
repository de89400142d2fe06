import { DriverAsymmetryDocument } from "../generated/graphql.ts";
import { shortLabel } from "../short-label.ts";
import { useAnswer } from "../use-answer.ts";
import { type OutcomeProps, useDrivers } from "../use-drivers.ts";
import { Chart } from "./chart.tsx";
import { Loaded } from "./loaded.tsx";

/** Of a coefficient: 1.96 standard errors to either side. */
const MARGIN = 1.959964;

/** Penalties of low answers and rewards of high ones. */
export function Asymmetry({ outcome }: OutcomeProps) {
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
