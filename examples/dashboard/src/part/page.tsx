import { useEffect } from "preact/hooks";
import type { Choice } from "../address.ts";
import type { Choose } from "../app.tsx";
import { OverviewDocument, type OverviewQuery } from "../generated/graphql.ts";
import type { Words } from "../number-words.ts";
import type { Pair } from "../pair.ts";
import { filterOf, organisationOf, type Programme, programmeOf, yearsOf } from "../programme.ts";
import { type Report, ReportProvider } from "../report.ts";
import { useAnswer } from "../use-answer.ts";
import { DriversPart } from "./drivers-part.tsx";
import { EmployeesPart } from "./employees-part.tsx";
import { ExperiencePart } from "./experience-part.tsx";
import { hasHeadline, Headline } from "./headline.tsx";
import { NpsPart } from "./nps-part.tsx";
import { PositionPart } from "./position-part.tsx";
import { ReasonsPart } from "./reasons-part.tsx";
import { RecoveryPart } from "./recovery-part.tsx";
import { SatisfactionPart } from "./satisfaction-part.tsx";
import { SharesPart } from "./shares-part.tsx";
import { WhoAndWhen } from "./who-and-when.tsx";
import { WordOfMouthPart } from "./word-of-mouth-part.tsx";

interface PageProps {
  readonly code: string;
  readonly choice: Choice;
  readonly choose: Choose;
  readonly words: Words;
  readonly pair: Pair | null;
}

/** Everything about one programme. */
export function Page({ code, choice, choose, words, pair }: PageProps) {
  const answer = useAnswer(OverviewDocument, { instrument: code, language: choice.language });
  switch (answer.state) {
    case "waiting":
      return (
        <main id="content" aria-busy="true">
          <p class="quiet">{words.text.loading}</p>
        </main>
      );
    case "failed":
      return (
        <main id="content">
          <p class="failed" role="alert">
            {words.text.failed} {answer.message}
          </p>
        </main>
      );
    case "here":
      return <Parts overview={answer.data} choice={choice} choose={choose} words={words} pair={pair} />;
    default:
      return answer satisfies never;
  }
}

interface PartsProps extends Omit<PageProps, "code"> {
  readonly overview: OverviewQuery;
}

function Parts({ overview, choice, choose, words, pair }: PartsProps) {
  const { text, format } = words;
  const { instrument } = overview;
  const programme = instrument === null ? null : programmeOf(instrument, overview);
  const title = programme?.title ?? "";
  useEffect(() => {
    document.title = title === "" ? "Klik" : `${title} – Klik`;
  }, [title]);
  if (programme === null) return null;
  const years = yearsOf(overview.quarters.nodes.flatMap(({ key }) => key.period ?? []));
  const latest = years.isLong ? (years.years.at(-1) ?? null) : null;
  const year = choice.period === "all" ? null : (choice.period ?? latest);
  const before = year === null ? null : String(Number(year) - 1);
  const report: Report = {
    ...words,
    language: choice.language,
    programme,
    where: filterOf(choice.who, year),
    whereEver: filterOf(choice.who, null),
    grain: overview.quarters.nodes.length < 4 ? "MONTH" : "QUARTER",
    yearBefore: before !== null && years.years.includes(before) ? before : null,
    pair,
    wherePeers: filterOf(null, year),
    organisation: organisationOf(programme, choice.who),
    onOrganisation: (code) => choose({ who: `organisation:${code}` }),
    outcome: choice.outcome,
    onOutcome: (outcome) => choose({ outcome }),
  };
  const responses = overview.everybody.nodes[0]?.responses ?? 0;
  const units = text.units[programme.unit];
  const parts = partsOf(programme, report);
  return (
    <ReportProvider value={report}>
      <main id="content" data-programme={programme.code}>
        <div class="top">
          {programme.isSynthetic && <p class="badge">{text.synthetic}</p>}
          <h1>{title}</h1>
          <p class="quiet">
            {format.count(responses)} {responses === 1 ? units[0] : units[1]}
            {years.first !== "" && `, ${[...new Set([years.years[0], years.years.at(-1)])].join("–")}`}
            {overview.organisations.totalCount > 1 &&
              programme.unit !== "ORGANISATION" &&
              `, ${format.count(overview.organisations.totalCount)} ${text.units.ORGANISATION[1]}`}
          </p>
          {programme.isSynthetic && <p class="note">{text.syntheticNote}</p>}
          <WhoAndWhen
            overview={overview}
            years={years.isLong ? years.years : []}
            year={year}
            choice={choice}
            choose={choose}
          />
          {parts.length > 1 && (
            <nav class="parts" aria-label={text.parts}>
              <ul>
                {parts.map(({ id, name }) => (
                  <li key={id}>
                    <a href={`#${id}`}>{name}</a>
                  </li>
                ))}
              </ul>
            </nav>
          )}
        </div>
        {parts.map(({ id, Part }) => (
          <Part key={id} />
        ))}
      </main>
    </ReportProvider>
  );
}

/** The parts that the programme has answers for, in the order in which they are read. */
function partsOf(programme: Programme, { text, pair }: Report) {
  const areOrganisations = programme.unit === "ORGANISATION";
  const shares = {
    id: "shares",
    name: areOrganisations ? text.shares.titleOrganisations : text.shares.title,
    Part: SharesPart,
    has: programme.choices.length + programme.yesNo.length + programme.agreement.length > 0,
  };
  const parts = [
    { id: "figures", name: text.headline.title, Part: Headline, has: hasHeadline(programme) },
    ...(areOrganisations ? [shares] : []),
    { id: "experience", name: text.experience.title, Part: ExperiencePart, has: programme.hasExperience },
    { id: "nps", name: text.nps.title, Part: NpsPart, has: programme.nps !== null },
    { id: "word-of-mouth", name: text.wordOfMouth.title, Part: WordOfMouthPart, has: programme.hasWordOfMouth },
    { id: "reasons", name: text.reasonsPart.title, Part: ReasonsPart, has: programme.hasReasons },
    {
      id: "employees",
      name: programme.hasAmbassadors ? text.employees.title : text.employees.titleLink,
      Part: EmployeesPart,
      has: programme.hasAmbassadors || pair !== null,
    },
    {
      id: "drivers",
      name: text.drivers.title,
      Part: DriversPart,
      has: programme.drivers.length > 0 && programme.outcomes.length > 0,
    },
    { id: "recovery", name: text.recovery.title, Part: RecoveryPart, has: programme.hasRecovery },
    {
      id: "position",
      name: text.position.title,
      Part: PositionPart,
      has: programme.organisations.length > 0 && hasRated(programme),
    },
    {
      id: "satisfaction",
      name: text.marks.title,
      Part: SatisfactionPart,
      has: programme.marks.length + programme.effort.length > 0 || programme.hasSentiment,
    },
    ...(areOrganisations ? [] : [shares]),
  ];
  return parts.filter(({ has }) => has);
}

const hasRated = ({ nps, marks, effort }: Programme): boolean => nps !== null || marks.length + effort.length > 0;
