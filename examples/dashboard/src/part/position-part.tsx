import {
  PositionEffortDocument,
  PositionMarkDocument,
  PositionNpsDocument,
  type PositionNpsQuery,
} from "../generated/graphql.ts";
import { intervalText, valueText } from "../number-words.ts";
import type { Question } from "../programme.ts";
import type { Mark } from "../plot/row.ts";
import { type Report, useReport } from "../report.ts";
import { type Answer, useAnswers } from "../use-answer.ts";
import { Chart } from "./chart.tsx";
import { Loaded } from "./loaded.tsx";
import { Section } from "./section.tsx";

type Figure = NonNullable<PositionNpsQuery["segments"]["nodes"][number]["figure"]>;
type Place = NonNullable<Figure["sector"]>;

interface Placed {
  readonly label: string;
  readonly figure: Figure;
}

/** Where one organisation stands among the others, on every figure that they share. */
export function PositionPart() {
  const report = useReport();
  const { programme, text, organisation, onOrganisation } = report;
  const words = text.position;
  const answer = usePlaces(report);
  return (
    <Section id="position" title={words.title} intro={words.intro}>
      <label class="choice inline">
        <span>{words.organisation}</span>
        <select
          name="organisation"
          value={organisation?.code ?? ""}
          onChange={({ currentTarget }) => onOrganisation(currentTarget.value)}
        >
          {programme.organisations.map(({ code, name }) => (
            <option value={code} key={code}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <div class="cards">
        <Loaded answer={answer}>{(places) => <Places places={places} />}</Loaded>
      </div>
    </Section>
  );
}

function Places({ places }: { readonly places: readonly Placed[] }) {
  const report = useReport();
  const { text, format, organisation } = report;
  const words = text.position;
  const rows = places.map(({ label, figure }) => ({
    label,
    marks: [markOf(figure.sector, "cool"), markOf(figure.all, "quiet")],
    end: valueText(figure, report),
    endNote: figure.sector?.rank == null ? withheldText(figure, report) : placeText(figure.sector, report),
  }));
  return (
    <Chart
      title={organisation?.name ?? ""}
      note={words.note}
      isWide
      of={rows}
      draw={(plots, width) =>
        plots.rowsPlot(rows, { kind: "dots", domain: [0, 100], reference: 50, format: format.count }, width)
      }
      head={[words.figure, text.columns.value, text.columns.interval, ...words.columns]}
      rows={places.flatMap(({ label, figure }) =>
        (["sector", "all"] as const).map((group) => {
          const place = figure[group];
          return [
            `${label}, ${words[group]}`,
            valueText(figure, report, "table"),
            intervalText(figure, report, "table"),
            place?.quartiles == null ? "–" : format.value(place.quartiles.median, figure.unit, "table"),
            place?.percentile == null ? withheldText(figure, report) : format.count(place.percentile),
            placeText(place, report),
          ];
        }),
      )}
    >
      <ul class="legend">
        <li class="cool">{words.sector}</li>
        <li class="quiet">{words.all}</li>
      </ul>
    </Chart>
  );
}

function markOf(place: Place | null, tone: Mark["tone"]): Mark {
  const { percentile = null, rank = null } = place ?? {};
  return { value: percentile, low: rank?.percentileLow ?? null, high: rank?.percentileHigh ?? null, tone };
}

function placeText(place: Place | null, { text, format }: Report): string {
  if (place?.rank == null) return "";
  const [best, worst] = [place.rank.low, place.rank.high].map((rank) => format.count(rank));
  return text.position.place(best!, worst!, format.count(place.rank.of));
}

function withheldText({ sector, all, ...figure }: Figure, report: Report): string {
  if (figure.value === null) return valueText(figure, report);
  const reason = sector?.reason ?? all?.reason;
  return reason == null ? report.text.noNumber : report.text.benchmarkReasons[reason];
}

/** NPS, marks and effort of the organisation, asked side by side. */
function usePlaces({ programme, wherePeers, organisation }: Report): Answer<readonly Placed[]> {
  const where = { ...wherePeers, organisations: organisation === null ? [] : [organisation.code] };
  const asked = { instrument: programme.code, where };
  const npsQuestions = programme.nps === null ? [] : [programme.nps];
  const about = (question: Question) => ({ ...asked, question: question.code });
  const parts = [
    [
      npsQuestions,
      useAnswers(
        PositionNpsDocument,
        npsQuestions.map(() => asked),
      ),
    ],
    [programme.marks, useAnswers(PositionMarkDocument, programme.marks.map(about))],
    [programme.effort, useAnswers(PositionEffortDocument, programme.effort.map(about))],
  ] as const;
  const places: Placed[] = [];
  for (const [questions, answer] of parts) {
    if (answer.state !== "here") return answer;
    for (const [i, { segments }] of answer.data.entries()) {
      const figure = segments.nodes[0]?.figure;
      if (figure != null) places.push({ label: questions[i]?.label ?? "", figure });
    }
  }
  return { state: "here", data: places };
}
