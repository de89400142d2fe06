import type { Dimension, GroupBy, KeyFragment, TypedDocumentString } from "../generated/graphql.ts";
import type { Figure } from "../number-words.ts";
import { useReport } from "../report.ts";
import { useAnswer } from "../use-answer.ts";
import { Loaded } from "./loaded.tsx";
import { RowsChart } from "./rows-chart.tsx";

type Grouping = Extract<Dimension, "SECTOR" | "CHANNEL" | "TOUCHPOINT">;

interface Asked {
  readonly instrument: string;
  readonly language: string;
}

interface Segments<Node> {
  readonly segments: { readonly nodes: readonly Node[] };
}

interface OverProps<Node, Variables> {
  readonly dimension: Grouping;
  readonly document: TypedDocumentString<Segments<Node>, Variables & { by: GroupBy[] }>;
  readonly variables: Variables;
  readonly pick: (node: Node) => Figure | null;
  readonly title: string;
  readonly note?: string;
  readonly reference?: number;
  /** Which end is best: it comes first. */
  readonly best?: "highest" | "lowest";
}

/** A number per sector, channel or contact moment, the best first; nothing where the programme does not tell them apart. */
export function Over<Node extends { readonly key: KeyFragment }, Variables extends Asked>(
  props: OverProps<Node, Variables>,
) {
  const { programme } = useReport();
  const is = { SECTOR: programme.isBySector, CHANNEL: programme.isByChannel, TOUCHPOINT: programme.isByTouchpoint };
  return is[props.dimension] ? <OverRows {...props} /> : null;
}

function OverRows<Node extends { readonly key: KeyFragment }, Variables extends Asked>(
  props: OverProps<Node, Variables>,
) {
  const { dimension, document, variables, pick, title, note, reference, best = "highest" } = props;
  const { text } = useReport();
  const answer = useAnswer(document, { ...variables, by: [{ dimension }] });
  const { columns } = text;
  const of = { SECTOR: columns.sector, CHANNEL: columns.channel, TOUCHPOINT: columns.moment }[dimension];
  return (
    <Loaded answer={answer}>
      {({ segments }) => {
        const items = segments.nodes.flatMap((node) => {
          const label = labelOf(node.key, dimension);
          const figure = pick(node);
          return label === null || figure === null || isUnasked(figure) ? [] : [{ label, figure }];
        });
        if (items.length < 2) return null;
        return (
          <RowsChart
            title={title}
            {...(note === undefined ? {} : { note })}
            {...(reference === undefined ? {} : { reference })}
            of={of}
            items={items.toSorted((a, b) => {
              const difference = (b.figure.value ?? -Infinity) - (a.figure.value ?? -Infinity);
              return best === "highest" ? difference : -difference;
            })}
          />
        );
      }}
    </Loaded>
  );
}

/** A question that belongs to nobody of a segment is not part of it; one that somebody left open shows as suppressed. */
function isUnasked({ value, base }: Figure): boolean {
  return value === null && base.valid === 0;
}

function labelOf(key: KeyFragment, dimension: Grouping): string | null {
  switch (dimension) {
    case "SECTOR":
      return key.sector?.label ?? null;
    case "CHANNEL":
      return key.channel?.label ?? null;
    case "TOUCHPOINT":
      return key.touchpoint?.label ?? null;
    default:
      return dimension satisfies never;
  }
}
