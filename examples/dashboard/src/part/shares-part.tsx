import { AgreementDocument, SharesDocument } from "../generated/graphql.ts";
import { type Question, publishedCategories } from "../programme.ts";
import type { Figure } from "../number-words.ts";
import { useReport } from "../report.ts";
import { type Answer, useAnswer, useAnswers } from "../use-answer.ts";
import { Loaded } from "./loaded.tsx";
import { RowsChart } from "./rows-chart.tsx";
import { Section } from "./section.tsx";

/** Of five points, the two on the side of agreement. */
const AGREEING = 2;

/** Shares of the answers to questions with categories; who agrees, and who says yes. */
export function SharesPart() {
  const { programme, text } = useReport();
  const areOrganisations = programme.unit === "ORGANISATION";
  const words = text.shares;
  return (
    <Section
      id="shares"
      title={areOrganisations ? words.titleOrganisations : words.title}
      intro={areOrganisations ? words.introOrganisations : words.intro}
    >
      <div class="cards">
        {programme.agreement.length > 0 && <Agreement />}
        {programme.yesNo.length > 0 && <YesNo />}
        {programme.choices.map((question) => (
          <Choice question={question} key={question.code} />
        ))}
      </div>
    </Section>
  );
}

function Choice({ question }: { readonly question: Question }) {
  const { programme, where, language, text } = useReport();
  const categories = publishedCategories(programme.code, question.code);
  const answer = useAnswer(SharesDocument, {
    instrument: programme.code,
    where,
    language,
    question: question.code,
    categories,
  });
  return (
    <Loaded answer={answer}>
      {({ segments }) => {
        const shares = segments.nodes[0]?.shares;
        if (shares == null) return null;
        const { unstated } = shares;
        const items = shares.categories.map(({ label, share }) => ({ label, figure: share }));
        const rest =
          unstated === null ? [] : [{ label: text.shares.unstated, figure: unstated.share, tone: "quiet" as const }];
        return (
          <RowsChart
            title={question.label}
            {...(unstated === null ? {} : { note: text.shares.unstatedNote })}
            of={text.columns.category}
            kind="bars"
            items={[...items, ...rest]}
          />
        );
      }}
    </Loaded>
  );
}

function Agreement() {
  const { programme, where, text } = useReport();
  const answer = useAnswers(
    AgreementDocument,
    programme.agreement.map(({ code }) => ({
      instrument: programme.code,
      where,
      question: code,
      points: AGREEING,
    })),
  );
  return (
    <OneShareEach
      title={text.shares.agreement}
      note={text.shares.agreementNote}
      questions={programme.agreement}
      answer={answer}
      pick={({ segments }) => segments.nodes[0]?.satisfaction?.topBox}
    />
  );
}

function YesNo() {
  const { programme, where, language, text } = useReport();
  const answer = useAnswers(
    SharesDocument,
    programme.yesNo.map(({ code }) => ({
      instrument: programme.code,
      where,
      language,
      question: code,
    })),
  );
  return (
    <OneShareEach
      title={text.shares.yes}
      questions={programme.yesNo}
      answer={answer}
      pick={({ segments }) => segments.nodes[0]?.shares?.categories.find(({ code }) => code === "yes")?.share}
    />
  );
}

interface OneShareEachProps<Result> {
  readonly title: string;
  readonly note?: string;
  readonly questions: readonly Question[];
  readonly answer: Answer<readonly Result[]>;
  readonly pick: (data: Result) => Figure | null | undefined;
}

function OneShareEach<Result>({ title, note, questions, answer, pick }: OneShareEachProps<Result>) {
  const { text } = useReport();
  return (
    <Loaded answer={answer}>
      {(data) => (
        <RowsChart
          title={title}
          {...(note === undefined ? {} : { note })}
          of={text.columns.question}
          kind="bars"
          domain={[0, 1]}
          items={questions.flatMap(({ label }, i) => {
            const one = data[i];
            const figure = one === undefined ? null : pick(one);
            return figure == null ? [] : [{ label, figure }];
          })}
        />
      )}
    </Loaded>
  );
}
