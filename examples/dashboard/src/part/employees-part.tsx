import { AmbassadorsDocument } from "../generated/graphql.ts";
import { useReport } from "../report.ts";
import { useAnswer } from "../use-answer.ts";
import { LinkChart } from "./link-part.tsx";
import { Loaded } from "./loaded.tsx";
import { RowsChart } from "./rows-chart.tsx";
import { Section } from "./section.tsx";

/** From proud employees to ambassadors, and from employees to customers. */
export function EmployeesPart() {
  const { programme, pair, text } = useReport();
  const words = text.employees;
  return (
    <Section
      id="employees"
      title={programme.hasAmbassadors ? words.title : words.titleLink}
      {...(programme.hasAmbassadors ? { intro: words.intro } : {})}
    >
      <div class="cards">
        {programme.hasAmbassadors && <Ambassadors />}
        {pair !== null && <LinkChart pair={pair} />}
      </div>
    </Section>
  );
}

function Ambassadors() {
  const { programme, where, text } = useReport();
  const answer = useAnswer(AmbassadorsDocument, { instrument: programme.code, where });
  const words = text.employees;
  return (
    <Loaded answer={answer}>
      {({ segments }) => {
        const funnel = segments.nodes[0]?.ambassadors;
        if (funnel == null) return null;
        return (
          <RowsChart
            title={words.steps}
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
  );
}
