import {
  EffortDocument,
  ExperienceDocument,
  NpsDocument,
  SatisfactionDocument,
  SentimentDocument,
  WordOfMouthDocument,
} from "../generated/graphql.ts";
import { type Figure, intervalText, type Step, stepText, valueText } from "../number-words.ts";
import type { Question } from "../programme.ts";
import { useReport } from "../report.ts";
import { type Answer, useAnswer } from "../use-answer.ts";
import { Reach } from "./reach.tsx";
import { Section } from "./section.tsx";

/** The figures that a programme is known by, with what changed since a year before. */
export function Headline() {
  const { programme, text } = useReport();
  const { nps, marks, effort, hasExperience, hasSentiment, hasWordOfMouth } = programme;
  return (
    <Section id="figures" title={text.headline.title}>
      <ul class="figures">
        {nps !== null && <NpsFigure />}
        {marks.map((question) => (
          <MarkFigure question={question} key={question.code} />
        ))}
        {effort.map((question) => (
          <EffortFigure question={question} key={question.code} />
        ))}
        {hasExperience && <ExperienceFigures />}
        {hasSentiment && <SentimentFigure />}
        {hasWordOfMouth && <NegativeFigure />}
      </ul>
    </Section>
  );
}

/** Whether there is anything to put in short. */
export function hasHeadline(programme: ReturnType<typeof useReport>["programme"]): boolean {
  const { nps, marks, effort, hasExperience, hasSentiment, hasWordOfMouth } = programme;
  return nps !== null || marks.length > 0 || effort.length > 0 || hasExperience || hasSentiment || hasWordOfMouth;
}

function NpsFigure() {
  const { variables, text } = useFigures();
  const answer = useAnswer(NpsDocument, variables);
  return (
    <Figures
      id="nps"
      label={text.headline.nps}
      scale={text.headline.points}
      answer={answer}
      pick={(data) => data.segments.nodes[0]?.nps}
    />
  );
}

function MarkFigure({ question }: { readonly question: Question }) {
  const { variables, text, format } = useFigures();
  const answer = useAnswer(SatisfactionDocument, { ...variables, question: question.code });
  const { min = 1, max = 10 } = question.scale ?? {};
  return (
    <Figures
      id={question.code}
      label={question.label}
      ends={[min, max]}
      scale={(max === 10 ? text.headline.mark : text.headline.mean)(format.count(min), format.count(max))}
      answer={answer}
      pick={(data) => data.segments.nodes[0]?.satisfaction}
    />
  );
}

function EffortFigure({ question }: { readonly question: Question }) {
  const { variables, text, format } = useFigures();
  const answer = useAnswer(EffortDocument, { ...variables, question: question.code });
  const { min = 1, max = 5 } = question.scale ?? {};
  const isLowGood = question.cesVersion === "V1";
  return (
    <Figures
      id={question.code}
      label={question.label}
      ends={[min, max]}
      scale={
        isLowGood
          ? text.headline.effortLow
          : `${text.headline.mean(format.count(min), format.count(max))}: ${text.headline.effortHigh}`
      }
      answer={answer}
      pick={(data) => data.segments.nodes[0]?.ces}
    />
  );
}

function ExperienceFigures() {
  const { variables, text } = useFigures();
  const answer = useAnswer(ExperienceDocument, variables);
  return (
    <>
      <Figures
        id="functional"
        label={text.headline.functional}
        scale={text.headline.index}
        answer={answer}
        pick={(data) => data.segments.nodes[0]?.experience?.functional}
      />
      <Figures
        id="emotional"
        label={text.headline.emotional}
        scale={text.headline.index}
        answer={answer}
        pick={(data) => data.segments.nodes[0]?.experience?.emotional}
      />
    </>
  );
}

function SentimentFigure() {
  const { variables, text } = useFigures();
  const answer = useAnswer(SentimentDocument, variables);
  return (
    <Figures
      id="sentiment"
      label={text.headline.sentiment}
      ends={[1, 3]}
      scale={text.headline.sentimentScale}
      answer={answer}
      pick={(data) => data.segments.nodes[0]?.sentiment?.mean}
    />
  );
}

function NegativeFigure() {
  const { variables, text } = useFigures();
  const answer = useAnswer(WordOfMouthDocument, variables);
  return (
    <Figures
      id="negative"
      label={text.headline.negativeShare}
      scale={text.headline.negativeShareOf}
      answer={answer}
      pick={(data) => data.segments.nodes[0]?.wordOfMouth?.negativeShare}
    />
  );
}

function useFigures() {
  const report = useReport();
  const { programme, where, language, yearBefore } = report;
  return { ...report, variables: { instrument: programme.code, where, language, compare: yearBefore !== null } };
}

interface FiguresProps<Result> {
  readonly id: string;
  readonly label: string;
  /** What it counts in. */
  readonly scale: string;
  /** Ends of a scale of points. */
  readonly ends?: readonly [number, number];
  readonly answer: Answer<Result>;
  readonly pick: (data: Result) => (Figure & { readonly change?: Step | null }) | null | undefined;
}

function Figures<Result>({ id, label, scale, ends = [1, 10], answer, pick }: FiguresProps<Result>) {
  const report = useReport();
  const { text, format, programme, yearBefore } = report;
  const figure = answer.state === "here" ? pick(answer.data) : null;
  const units = text.units[programme.unit];
  return (
    <li class="card figure" data-figure={id}>
      <h3>{label}</h3>
      {figure == null ? (
        <p class="quiet" aria-busy={answer.state === "waiting"}>
          {answer.state === "waiting" ? text.loading : text.noNumber}
        </p>
      ) : (
        <>
          <p class={figure.value === null ? "why" : "value"}>{valueText(figure, report)}</p>
          {figure.value !== null && <Reach figure={figure} ends={ends} />}
          {figure.interval !== null && <p class="range">{text.interval(intervalText(figure, report))}</p>}
          <p class="base">
            {text.answers(format.count(figure.base.valid))} {figure.base.valid === 1 ? units[0] : units[1]}
          </p>
          {figure.flags.map((flag) => (
            <p class="flag" key={flag}>
              {text.flags[flag]}
            </p>
          ))}
          {figure.change != null && yearBefore !== null && (
            <p class={`step ${figure.change.verdict.toLowerCase()}`}>
              {stepText(figure.change, figure.unit, yearBefore, report)}
            </p>
          )}
          <p class="scale">{scale}</p>
        </>
      )}
    </li>
  );
}
