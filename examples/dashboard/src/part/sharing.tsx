import { SharingDocument } from "../generated/graphql.ts";
import { intervalText, valueText } from "../number-words.ts";
import { useReport } from "../report.ts";
import { useAnswer } from "../use-answer.ts";
import { Loaded } from "./loaded.tsx";
import { RowsChart } from "./rows-chart.tsx";

/** How often a negative and a positive experience are told to others, and whether it is at least twice as often. */
export function Sharing() {
  const report = useReport();
  const { programme, where, text, format } = report;
  const words = text.wordOfMouth;
  const answer = useAnswer(SharingDocument, { instrument: programme.code, where });
  return (
    <Loaded answer={answer}>
      {({ segments }) => {
        const sharing = segments.nodes[0]?.wordOfMouth?.sharing;
        if (sharing == null) return null;
        const { negative, positive, ratio } = sharing;
        return (
          <>
            <RowsChart
              title={words.sharing}
              note={words.sharingNote}
              of={text.columns.category}
              kind="bars"
              items={[
                { label: words.negative, figure: negative, tone: "warm" },
                { label: words.positive, figure: positive },
              ]}
            />
            <div class="card figure" data-figure="sharing">
              <h3>{words.timesAsOften}</h3>
              <p class={ratio.value === null ? "why" : "value"}>
                {valueText(ratio, report)}
                {ratio.value !== null && "×"}
              </p>
              <p class="range">{text.interval(intervalText(ratio, report))}</p>
              <p class="base">{text.answers(format.count(ratio.base.valid))}</p>
              {ratio.atLeast !== null && <p class="scale">{words.twice[ratio.atLeast.holds ? "holds" : "fails"]}</p>}
            </div>
          </>
        );
      }}
    </Loaded>
  );
}
