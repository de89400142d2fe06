import { NpsDocument, NpsOverDocument } from "../generated/graphql.ts";
import { intervalText, valueText } from "../number-words.ts";
import type { Tone } from "../plot/row.ts";
import { useReport } from "../report.ts";
import { useAnswer } from "../use-answer.ts";
import { Chart } from "./chart.tsx";
import { Loaded } from "./loaded.tsx";
import { Over } from "./over.tsx";
import { Section } from "./section.tsx";
import { Trend } from "./trend.tsx";

/** Net Promoter Score: its answers, its course, and where it is high. */
export function NpsPart() {
  const report = useReport();
  const { programme, where, whereEver, grain, language, text, format, yearBefore } = report;
  const asked = { instrument: programme.code, language };
  const answer = useAnswer(NpsDocument, { ...asked, where, compare: yearBefore !== null });
  const overTime = useAnswer(NpsOverDocument, { ...asked, where: whereEver, by: [{ period: grain }] });
  const words = text.nps;
  return (
    <Section id="nps" title={words.title} intro={words.intro}>
      <div class="cards">
        <Loaded answer={overTime}>
          {({ segments }) => (
            <Trend
              title={words.trend}
              note={words.trendNote}
              points={segments.nodes.map(({ key, nps }) => ({ period: key.period?.label ?? "", figure: nps }))}
            />
          )}
        </Loaded>
        <Loaded answer={answer}>
          {({ segments }) => {
            const nps = segments.nodes[0]?.nps;
            if (nps == null) return null;
            if (nps.value === null) return <p class="card why">{valueText(nps, report)}</p>;
            const { detractors, passives, promoters, distribution } = nps;
            const bars = distribution.flatMap(({ code, share: { value, interval } }) =>
              value === null
                ? []
                : [
                    {
                      label: code,
                      value,
                      low: interval?.low ?? null,
                      high: interval?.high ?? null,
                      tone: toneOf(Number(code)),
                    },
                  ],
            );
            return (
              <>
                <Chart
                  title={words.answers}
                  note={words.answersNote}
                  of={bars}
                  draw={(plots, width) => plots.answersPlot(bars, (value) => format.value(value, "SHARE"), width)}
                  head={[text.columns.category, text.columns.value, text.columns.interval, text.columns.base]}
                  rows={distribution.map(({ code, share }) => [
                    code,
                    valueText(share, report, "table"),
                    intervalText(share, report, "table"),
                    format.count(share.base.valid),
                  ])}
                >
                  <ul class="legend">
                    <li class="warm">
                      {words.detractors} <b>{valueText(detractors, report)}</b>
                    </li>
                    <li class="quiet">
                      {words.passives} <b>{valueText(passives, report)}</b>
                    </li>
                    <li class="cool">
                      {words.promoters} <b>{valueText(promoters, report)}</b>
                    </li>
                  </ul>
                </Chart>
              </>
            );
          }}
        </Loaded>
        {(["SECTOR", "CHANNEL"] as const).map((dimension) => (
          <Over
            key={dimension}
            dimension={dimension}
            document={NpsOverDocument}
            variables={{ ...asked, where }}
            pick={(node) => node.nps}
            title={dimension === "SECTOR" ? words.bySector : words.byChannel}
          />
        ))}
      </div>
    </Section>
  );
}

const toneOf = (answer: number): Tone => (answer <= 6 ? "warm" : answer <= 8 ? "quiet" : "cool");
