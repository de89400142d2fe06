import { EmployeesAndCustomersDocument } from "../generated/graphql.ts";
import { intervalText, valueText } from "../number-words.ts";
import type { Pair } from "../pair.ts";
import { useReport } from "../report.ts";
import { useAnswer } from "../use-answer.ts";
import { Chart } from "./chart.tsx";
import { Loaded } from "./loaded.tsx";

/** Whether satisfied employees go with satisfied customers: a dot for each organisation that has both. */
export function LinkChart({ pair }: { readonly pair: Pair }) {
  const report = useReport();
  const { where, text, format } = report;
  const answer = useAnswer(EmployeesAndCustomersDocument, { ...pair, where });
  const words = text.employees;
  return (
    <Loaded answer={answer}>
      {({ customers, employees }) => {
        const marks = new Map(employees.nodes.map(({ key, satisfaction }) => [key.organisation?.code, satisfaction]));
        const both = customers.nodes.flatMap(({ key, satisfaction: customer }) => {
          const employee = marks.get(key.organisation?.code);
          return key.organisation === null || customer?.value == null || employee?.value == null
            ? []
            : [{ name: key.organisation.name, customer, employee, x: employee.value, y: customer.value }];
        });
        if (both.length < 3) return null;
        const dots = both.map(({ name, customer, employee, x, y }) => ({
          label: name,
          x,
          y,
          isHollow: false,
          isStrong: false,
          title: [
            name,
            `${words.linkAcross}: ${valueText(employee, report)} (${text.answers(format.count(employee.base.valid))})`,
            `${words.linkUp}: ${valueText(customer, report)} (${text.answers(format.count(customer.base.valid))})`,
          ].join("\n"),
        }));
        const mark = (value: number): string => format.decimal(value, 1);
        return (
          <Chart
            title={words.link}
            note={words.linkNote}
            of={dots}
            draw={(plots, width) =>
              plots.placementPlot(
                dots,
                {
                  lines: null,
                  corners: [],
                  xLabel: words.linkAcross,
                  yLabel: words.linkUp,
                  formatX: mark,
                  formatY: mark,
                  areSmall: true,
                },
                width,
              )
            }
            head={[
              words.organisation,
              words.linkAcross,
              text.columns.interval,
              text.columns.base,
              words.linkUp,
              text.columns.interval,
              text.columns.base,
            ]}
            rows={both.map(({ name, employee, customer }) => [
              name,
              ...[employee, customer].flatMap((figure) => [
                valueText(figure, report, "table"),
                intervalText(figure, report, "table"),
                format.count(figure.base.valid),
              ]),
            ])}
          />
        );
      }}
    </Loaded>
  );
}
