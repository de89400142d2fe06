import { type QuadrantCell, RecoveryDocument } from "../generated/graphql.ts";
import { intervalText, valueText } from "../number-words.ts";
import { useReport } from "../report.ts";
import { useAnswer } from "../use-answer.ts";
import { Loaded } from "./loaded.tsx";
import { RowsChart } from "./rows-chart.tsx";
import { Section } from "./section.tsx";

const ROWS = [
  ["internal", ["INTERNAL_LOW", "INTERNAL_HIGH"]],
  ["customer", ["CUSTOMER_LOW", "CUSTOMER_HIGH"]],
] as const satisfies readonly (readonly [string, readonly QuadrantCell[]])[];

/** What hurt the relation, what should be done about it, and what came of doing so. */
export function RecoveryPart() {
  const report = useReport();
  const { programme, where, language, text, format } = report;
  const words = text.recovery;
  const answer = useAnswer(RecoveryDocument, { instrument: programme.code, where, language });
  return (
    <Section id="recovery" title={words.title} intro={words.intro}>
      <div class="cards">
        <Loaded answer={answer}>
          {({ segments }) => {
            const { recoveryQuadrant: quadrant, actions } = segments.nodes[0] ?? {};
            if (quadrant == null) return null;
            const nameOf = (action: string): string =>
              actions?.categories.find(({ code }) => code === action)?.label ?? action;
            const { followed, outcome, table } = quadrant;
            return (
              <>
                <div class="card">
                  <h3>{words.table}</h3>
                  <p class="note">
                    {table.mapping === "ASSUMPTION" && `${words.assumption(format.count(table.version))} `}
                    {words.undetermined(valueText(quadrant.undetermined, report))}
                  </p>
                  <table class="quadrant">
                    <thead>
                      <tr>
                        <td />
                        <th scope="col">{words.low}</th>
                        <th scope="col">{words.high}</th>
                      </tr>
                    </thead>
                    <tbody>
                      {ROWS.map(([side, cells]) => (
                        <tr key={side}>
                          <th scope="row">{words[side]}</th>
                          {cells.map((name) => {
                            const cell = quadrant.cells.find((one) => one.cell === name);
                            return (
                              <td key={name} data-cell={name}>
                                {cell !== undefined && (
                                  <>
                                    <b>{nameOf(cell.action)}</b>
                                    <span class="value">{valueText(cell.share, report)}</span>
                                    <span class="range">{text.interval(intervalText(cell.share, report))}</span>
                                  </>
                                )}
                              </td>
                            );
                          })}
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </div>
                {followed !== null && outcome !== null && (
                  <RowsChart
                    title={words.outcome}
                    note={words.outcomeNote(valueText(followed, report), format.count(followed.base.valid))}
                    of={text.columns.category}
                    items={[
                      { label: words.followed, figure: outcome.followed },
                      { label: words.notFollowed, figure: outcome.notFollowed, tone: "warm" },
                    ]}
                  />
                )}
              </>
            );
          }}
        </Loaded>
      </div>
    </Section>
  );
}
