import { WordOfMouthDocument, WordOfMouthOverDocument } from "../generated/graphql.ts";
import { intervalText, valueText } from "../number-words.ts";
import { useReport } from "../report.ts";
import { useAnswer } from "../use-answer.ts";
import { Loaded } from "./loaded.tsx";
import { Over } from "./over.tsx";
import { RowsChart } from "./rows-chart.tsx";
import { Section } from "./section.tsx";
import { Sharing } from "./sharing.tsx";

const TONES = ["warm", "quiet", "cool"] as const;

/** What people told others, and how much more often it was negative. */
export function WordOfMouthPart() {
  const report = useReport();
  const { programme, where, language, text, format, yearBefore } = report;
  const asked = { instrument: programme.code, where, language };
  const answer = useAnswer(WordOfMouthDocument, { ...asked, compare: yearBefore !== null });
  const words = text.wordOfMouth;
  return (
    <Section id="word-of-mouth" title={words.title} intro={words.intro}>
      <div class="cards">
        <Loaded answer={answer}>
          {({ segments }) => {
            const told = segments.nodes[0]?.wordOfMouth;
            if (told == null) return null;
            return (
              <>
                <RowsChart
                  title={words.told}
                  note={words.toldNote}
                  of={text.columns.category}
                  kind="bars"
                  items={told.distribution.map(({ label, share }, i) => ({
                    label,
                    figure: share,
                    tone: TONES[i] ?? "quiet",
                  }))}
                />
                <div class="card figure" data-figure="ratio">
                  <h3>{words.ratio}</h3>
                  <p class={told.ratio.value === null ? "why" : "value"}>
                    {valueText(told.ratio, report)}
                    {told.ratio.value !== null && "×"}
                  </p>
                  <p class="range">{text.interval(intervalText(told.ratio, report))}</p>
                  <p class="base">{text.answers(format.count(told.ratio.base.valid))}</p>
                  <p class="scale">{words.ratioNote}</p>
                </div>
              </>
            );
          }}
        </Loaded>
        {programme.hasSharing && <Sharing />}
        <Over
          dimension="SECTOR"
          document={WordOfMouthOverDocument}
          variables={asked}
          pick={(node) => node.wordOfMouth?.negativeShare ?? null}
          title={words.bySector}
          note={words.bySectorNote}
          reference={0.5}
          best="lowest"
        />
      </div>
    </Section>
  );
}
