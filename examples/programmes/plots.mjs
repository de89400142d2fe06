import { answerOf, shareOf } from "./answers.mjs";
import { heatMap } from "./heat-map.mjs";
import { rowsPlot } from "./rows-plot.mjs";
import { scatterPlot } from "./scatter-plot.mjs";

const sourceOf = (programme) =>
  `Synthetic demo data, calibrated to what the ${programme} published. Lines are 95% intervals.`;

/** Those of a list from high to low. */
const descending = (list, value) => list.toSorted((a, b) => value(b) - value(a));

/** The pictures of the pages on the programmes, by the name of their file. */
export function plotsOf() {
  return {
    "national-experience.svg": experiencePlot(answerOf("national-experience")),
    "national-experience-heat-map.svg": experienceMap(answerOf("national-experience")),
    "contact-monitor.svg": sectorPlot(answerOf("contact-monitor")),
    "contact-monitor-link.svg": linkPlot(answerOf("contact-monitor-link")),
    "seven-drivers.svg": driverPlot(answerOf("seven-drivers")),
    "seven-drivers-organisations.svg": driverMap(answerOf("seven-drivers")),
    "customer-drivenness.svg": loopPlot(answerOf("customer-drivenness")),
    "retention-benchmark.svg": retentionPlot(answerOf("retention-benchmark")),
  };
}

function experiencePlot({ channels, moments }) {
  const rowsBy = ({ nodes }, dimension) =>
    descending(nodes, ({ experience }) => experience.emotional.value).map(({ key, experience }) => ({
      label: key[dimension].label,
      marks: [experience.functional, experience.emotional],
    }));
  return rowsPlot({
    name: "national-experience",
    title: "What was done is rated above how it felt",
    subtitle: ["Functional and emotional experience, 0 to 100; 50 is as expected"],
    source: sourceOf("national customer experience survey"),
    unit: "index",
    legend: ["Functional", "Emotional"],
    rows: [
      { label: "Channel" },
      ...rowsBy(channels, "channel"),
      { label: "Contact moment" },
      ...rowsBy(moments, "touchpoint"),
    ],
  });
}

function experienceMap({ channels, moments, cells }) {
  const emotional = ({ experience }) => experience.emotional.value;
  const rows = descending(channels.nodes, emotional).map(({ key }) => key.channel);
  const columns = descending(moments.nodes, emotional).map(({ key }) => key.touchpoint);
  const at = (row, column) =>
    cells.nodes.find(({ key }) => key.channel.code === row.code && key.touchpoint.code === column.code);
  return heatMap({
    name: "national-experience-heat-map",
    title: "Emotional experience by channel and moment",
    subtitle: ["0 to 100; best channels on top, best moments to the left"],
    source: "Synthetic demo data, calibrated to what the national customer experience survey published.",
    unit: "index",
    rows: rows.map(({ label }) => label),
    columns: columns.map(({ label }) => label.replace(/ of .*/, "")),
    values: rows.map((row) => columns.map((column) => at(row, column)?.experience.emotional.value ?? null)),
  });
}

function sectorPlot({ sectors }) {
  return rowsPlot({
    name: "contact-monitor",
    title: "Government stays behind",
    subtitle: ["Handling of complaints by sector, report mark 1 to 10"],
    source: sourceOf("contact monitor"),
    unit: "mark",
    rows: descending(sectors.nodes, ({ complaints }) => complaints.value).map(({ key, complaints }) => ({
      label: key.sector.label,
      marks: [complaints],
    })),
  });
}

function linkPlot({ customers, employees }) {
  const marks = new Map(employees.nodes.map(({ key, satisfaction }) => [key.organisation.code, satisfaction.value]));
  return scatterPlot({
    name: "contact-monitor-link",
    title: "Satisfied employees go with satisfied customers",
    subtitle: ["A dot is an organisation. Association, not proof of cause."],
    source: "Synthetic demo data, calibrated to what the contact monitor published.",
    across: "Employees' mark for their employer",
    up: "Customers' mark",
    pairs: customers.nodes.flatMap(({ key, satisfaction }) => {
      const mark = marks.get(key.organisation.code) ?? null;
      return mark === null || satisfaction.value === null ? [] : [[mark, satisfaction.value]];
    }),
  });
}

function driverPlot({ organisations, everybody }) {
  const labels = new Map(everybody.nodes[0].drivers.drivers.map(({ code, label }) => [code, label.split(":")[0]]));
  return rowsPlot({
    name: "seven-drivers",
    title: "Reliability and empathy have the largest impact",
    subtitle: ["Share of the differences in satisfaction that goes with each driver, over eight organisations"],
    source: sourceOf("seven drivers of customer-service quality"),
    unit: "percent",
    rows: descending(organisations.driverStability.drivers, ({ pooled }) => pooled).map(
      ({ code, pooled, low, high }) => ({
        label: labels.get(code),
        marks: [{ value: pooled, interval: { low: Math.max(0, low), high } }],
      }),
    ),
  });
}

function driverMap({ organisations, everybody }) {
  const drivers = descending(everybody.nodes[0].drivers.drivers, ({ importance }) => importance);
  return heatMap({
    name: "seven-drivers-organisations",
    title: "Focus and knowledge matter here, not there",
    subtitle: ["Share of the differences in satisfaction that goes with each driver, by organisation"],
    source: "Synthetic demo data, calibrated to what the seven drivers of customer-service quality published.",
    unit: "percent",
    rows: organisations.nodes.map(({ key }) => key.organisation.name.replace("Synthetic ", "")),
    columns: drivers.map(({ label }) =>
      label.split(":")[0].replace(/^(?:Customer|Telephone choice) (.)/, (_, first) => first.toUpperCase()),
    ),
    values: organisations.nodes.map((node) =>
      drivers.map(({ code }) => node.drivers.drivers.find((driver) => driver.code === code).importance),
    ),
  });
}

function loopPlot({ segments }) {
  const [all] = segments.nodes;
  const share = (label, field) => ({ label, marks: [all[field].topBox ?? all[field].categories[0].share] });
  return rowsPlot({
    name: "customer-drivenness",
    title: "Nearly all ask, few do anything with the answer",
    subtitle: ["Share of companies"],
    source: sourceOf("customer-drivenness monitor"),
    unit: "percent",
    rows: [
      { label: "Who agrees" },
      share("Leaders set the example", "leadersSetExample"),
      share("Employees like feedback", "employeesLikeFeedback"),
      share("Others feel responsible", "othersFeelResponsible"),
      { label: "Closing the loop" },
      share("Collect feedback", "collect"),
      share("Do something with it", "act"),
      share("Answer the customers", "answerCustomers"),
      share("Measure closing the loop", "measureClosing"),
    ],
  });
}

function retentionPlot({ firms }) {
  const [all] = firms.nodes;
  const rowsOf = (field, codes) =>
    codes.map((code) => ({
      label: all[field].categories.find((category) => category.code === code)?.label ?? "Unstated",
      marks: [shareOf(all[field], code)],
    }));
  return rowsPlot({
    name: "retention-benchmark",
    title: "Who owns the customer, and who knows them",
    subtitle: ["Share of firms; unstated is what was not published"],
    source: sourceOf("customer-retention benchmark"),
    unit: "percent",
    rows: [
      { label: "Owner of the customer" },
      ...rowsOf("owner", ["managing_director", "customer_service", "marketing", "sales", "unstated"]),
      { label: "Customer data stored" },
      ...rowsOf("data", ["fully", "partly", "not", "unstated"]),
      { label: "Research into experience" },
      ...rowsOf("research", ["periodic", "continuous", "ad_hoc", "never"]),
    ],
  });
}
