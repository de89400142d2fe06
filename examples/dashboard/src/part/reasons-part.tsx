import { type ReasonKind, ReasonsDocument } from "../generated/graphql.ts";
import { useReport } from "../report.ts";
import { useAnswer } from "../use-answer.ts";
import { Loaded } from "./loaded.tsx";
import { RowsChart } from "./rows-chart.tsx";
import { Section } from "./section.tsx";

/** Reasons (not) to recommend in the order in which each sector cites them. */
export function ReasonsPart() {
  const { text } = useReport();
  const words = text.reasonsPart;
  return (
    <Section id="reasons" title={words.title} intro={words.intro}>
      <h3 class="group">{words.recommend}</h3>
      <Reasons kind="RECOMMEND" />
      <h3 class="group">{words.notRecommend}</h3>
      <Reasons kind="NOT_RECOMMEND" />
    </Section>
  );
}

function Reasons({ kind }: { readonly kind: ReasonKind }) {
  const { programme, where, language, text, format } = useReport();
  const answer = useAnswer(ReasonsDocument, { instrument: programme.code, where, language, kind });
  const words = text.reasonsPart;
  return (
    <Loaded answer={answer}>
      {({ segments }) => {
        const sectors = segments.nodes.filter(({ reasons }) => reasons !== null && reasons.length > 0);
        const highest = Math.max(
          0,
          ...sectors.flatMap(({ reasons }) => (reasons ?? []).map(({ share }) => share.interval?.high ?? 0)),
        );
        return (
          <div class="cards">
            {sectors.map(({ key, reasons }) => (
              <RowsChart
                key={key.sector?.code ?? ""}
                title={key.sector?.label ?? text.everybody}
                of={text.columns.reason}
                moreColumns={[text.columns.rank]}
                kind="bars"
                domain={[0, highest]}
                items={(reasons ?? []).map(({ label, share, rank, highestRank, lowestRank }) => {
                  const places =
                    highestRank === null || lowestRank === null
                      ? ""
                      : words.places(format.count(highestRank), format.count(lowestRank));
                  return {
                    label: rank === null ? label : `${format.count(rank)}. ${label}`,
                    figure: share,
                    tone: kind === "RECOMMEND" ? "cool" : "warm",
                    below: places,
                    cells: [places],
                  };
                })}
              />
            ))}
          </div>
        );
      }}
    </Loaded>
  );
}
