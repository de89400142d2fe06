import { AmbassadorsDocument } from "../generated/graphql.ts";
import { useReport } from "../report.ts";
import { useAnswer } from "../use-answer.ts";
import { Loaded } from "./loaded.tsx";
import { RowsChart } from "./rows-chart.tsx";
import { Section } from "./section.tsx";

/** From proud employees to ambassadors. */
export function EmployeesPart() {
  const { programme, where, text } = useReport();
  const answer = useAnswer(AmbassadorsDocument, { instrument: programme.code, where });
  const words = text.employees;
  return (
    <Section id="employees" title={words.title} intro={words.intro}>
      <div class="cards">
        <Loaded answer={answer}>
          {({ segments }) => {
            const funnel = segments.nodes[0]?.ambassadors;
            if (funnel == null) return null;
            return (
              <RowsChart
                title={words.title}
                of={text.columns.category}
                kind="bars"
                domain={[0, 1]}
                items={[
                  { label: words.proud, figure: funnel.proud },
                  { label: words.talking, figure: funnel.talking },
                  { label: words.ambassadors, figure: funnel.ambassadors, tone: "warm" },
                ]}
              />
            );
          }}
        </Loaded>
      </div>
    </Section>
  );
}
