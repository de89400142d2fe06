import { EffortOverDocument, SatisfactionOverDocument, SentimentDocument } from "../generated/graphql.ts";
import type { Question } from "../programme.ts";
import { useReport } from "../report.ts";
import { useAnswer } from "../use-answer.ts";
import { Loaded } from "./loaded.tsx";
import { MarkMap } from "./mark-map.tsx";
import { Over } from "./over.tsx";
import { RowsChart } from "./rows-chart.tsx";
import { Section } from "./section.tsx";
import { Trend } from "./trend.tsx";

const DIMENSIONS = ["CHANNEL", "SECTOR"] as const;

/** Marks and effort per channel and sector, and over time; sentiment of messages. */
export function SatisfactionPart() {
  const { programme, text } = useReport();
  return (
    <Section id="satisfaction" title={text.marks.title} intro={text.marks.intro}>
      {programme.marks.map((question) => (
        <MarkCharts question={question} key={question.code} />
      ))}
      {programme.effort.map((question) => (
        <EffortCharts question={question} key={question.code} />
      ))}
      {programme.hasSentiment && <SentimentChart />}
    </Section>
  );
}

function MarkCharts({ question }: { readonly question: Question }) {
  const { programme, where, whereEver, grain, language, text } = useReport();
  const asked = { instrument: programme.code, language, question: question.code };
  const overTime = useAnswer(SatisfactionOverDocument, { ...asked, where: whereEver, by: [{ period: grain }] });
  return (
    <>
      <h3 class="group">{question.label}</h3>
      <div class="cards">
        {DIMENSIONS.map((dimension) => (
          <Over
            key={dimension}
            dimension={dimension}
            document={SatisfactionOverDocument}
            variables={{ ...asked, where }}
            pick={(node) => node.satisfaction}
            title={dimension === "SECTOR" ? text.marks.bySector : text.marks.byChannel}
          />
        ))}
        <Loaded answer={overTime}>
          {({ segments }) => (
            <Trend
              title={text.marks.trend}
              points={segments.nodes.map(({ key, satisfaction }) => ({
                period: key.period?.label ?? "",
                figure: satisfaction,
              }))}
            />
          )}
        </Loaded>
        {programme.isByChannel && programme.isBySector && <MarkMap question={question} />}
      </div>
    </>
  );
}

function EffortCharts({ question }: { readonly question: Question }) {
  const { programme, where, whereEver, grain, language, text } = useReport();
  const asked = { instrument: programme.code, language, question: question.code };
  const overTime = useAnswer(EffortOverDocument, { ...asked, where: whereEver, by: [{ period: grain }] });
  const best = question.cesVersion === "V1" ? "lowest" : "highest";
  return (
    <>
      <h3 class="group">
        {question.label} {best === "lowest" && <small>{text.headline.effortLow}</small>}
      </h3>
      <div class="cards">
        {DIMENSIONS.map((dimension) => (
          <Over
            key={dimension}
            dimension={dimension}
            document={EffortOverDocument}
            variables={{ ...asked, where }}
            pick={(node) => node.ces}
            best={best}
            title={dimension === "SECTOR" ? text.marks.bySector : text.marks.byChannel}
          />
        ))}
        <Loaded answer={overTime}>
          {({ segments }) => (
            <Trend
              title={text.marks.trend}
              points={segments.nodes.map(({ key, ces }) => ({ period: key.period?.label ?? "", figure: ces }))}
            />
          )}
        </Loaded>
      </div>
    </>
  );
}

const TONES = ["warm", "quiet", "cool"] as const;

function SentimentChart() {
  const { programme, where, language, text, yearBefore } = useReport();
  const answer = useAnswer(SentimentDocument, {
    instrument: programme.code,
    where,
    language,
    compare: yearBefore !== null,
  });
  return (
    <Loaded answer={answer}>
      {({ segments }) => {
        const parts = segments.nodes[0]?.sentiment?.distribution ?? [];
        if (parts.length === 0) return null;
        return (
          <>
            <h3 class="group">{text.marks.sentiment}</h3>
            <div class="cards">
              <RowsChart
                title={text.headline.sentiment}
                of={text.columns.category}
                kind="bars"
                items={parts.map(({ label, share }, i) => ({ label, figure: share, tone: TONES[i] ?? "quiet" }))}
              />
            </div>
          </>
        );
      }}
    </Loaded>
  );
}
