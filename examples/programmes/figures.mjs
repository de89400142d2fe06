import { answerOf, nodeOf, shareOf } from "./answers.mjs";
import { cellsOf } from "./format.mjs";

/** What each programme published, and where its document has it: words, published figure, estimate, unit. */
export function figuresOf(name) {
  return FIGURES[name](answerOf(name));
}

/** The figures as a table in Markdown. */
export function figureTable(name) {
  const rows = figuresOf(name).map(([words, published, estimate, unit]) => [
    words,
    published,
    ...cellsOf(estimate, unit),
  ]);
  const head = ["figure", "published", "Klik", "95 % interval", "n"];
  return [head, head.map((_, i) => (i > 1 ? "---:" : "---")), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}

/** Across organisations; n counts those. */
function correlationOfMarks() {
  const { n, pearson } = answerOf("contact-monitor-link").linkage;
  return { value: pearson.value, interval: { low: pearson.low, high: pearson.high }, base: { valid: n } };
}

const FIGURES = {
  "national-experience": ({ customers, employees, channels, moments }) => {
    const [all] = customers.nodes;
    const { sharing } = all.wordOfMouth;
    const channel = (code) => nodeOf(channels, "channel", code).experience;
    const moment = (code) => nodeOf(moments, "touchpoint", code).experience.emotional;
    return [
      ["As expected", "59 %", shareOf(all.expectation, "as_expected"), "percent"],
      ["Positively surprised", "4 %", shareOf(all.expectation, "surprised"), "percent"],
      ["Not published", "37 %, unstated", shareOf(all.expectation, "unstated"), "percent"],
      ["Keep a positive feeling", "half", shareOf(all.feeling, "positive"), "percent"],
      ["Functional experience at the counter", "highest", channel("counter").functional, "index"],
      ["Functional experience on social media", "lowest", channel("social_media").functional, "index"],
      ["Emotional experience at the counter", "highest", channel("counter").emotional, "index"],
      ["Emotional experience on social media", "lowest", channel("social_media").emotional, "index"],
      ["Emotional experience at the start", "highest", moment("start"), "index"],
      ["Emotional experience when complaining", "lowest", moment("complaint"), "index"],
      ["Of negative experiences, told to others", "", sharing.negative, "percent"],
      ["Of positive experiences, told to others", "", sharing.positive, "percent"],
      ["Negative told as often as positive, times", "at least 2", sharing.ratio, "ratio"],
      ["Leave for lack of personal attention", "68 %", shareOf(all.leftBecause, "personal_attention"), "percent"],
      [
        "Employees who value appreciation above salary",
        "73 %",
        shareOf(employees.nodes[0].appreciation, "appreciation"),
        "percent",
      ],
    ];
  },
  "contact-monitor": ({ year, sectors, channels, governmentChannels, employees, employeesBySector }) => {
    const [all] = year.nodes;
    const [staff] = employees.nodes;
    const channel = (code) => nodeOf(channels, "channel", code).satisfaction;
    const housing = employeesBySector.nodes.find(
      ({ key }) => key.sector?.code === "housing" && key.period.label === "2011",
    );
    return [
      ["Net Promoter Score", "+4", all.nps, "points"],
      ["Sentiment on social media, 1 to 3", "2.3", all.sentiment.mean, "mark"],
      ["Complaint handling, report mark", "7.5", all.complaints, "mark"],
      ["Employees' mark for their employer", "8.4", staff.satisfaction, "mark"],
      ["Contact at the counter", "above phone and e-mail", channel("counter"), "mark"],
      ["Contact by phone", "", channel("phone"), "mark"],
      ["Contact by e-mail", "", channel("email"), "mark"],
      ["E-mail, government", "5.1", nodeOf(governmentChannels, "channel", "email").satisfaction, "mark"],
      ["Complaint handling, government", "5.8", nodeOf(sectors, "sector", "government").complaints, "mark"],
      ["Employees of housing associations", "8.7", housing.satisfaction, "mark"],
      ["Employees who are proud", "60 %", staff.ambassadors.proud, "percent"],
      ["Of those, talk about it", "20 %", staff.ambassadors.talking, "percent"],
      ["Ambassadors among all", "12 %", staff.ambassadors.ambassadors, "percent"],
      ["Customer effort, 1 to 5, low is good", "", all.ces, "mark"],
      ["Correlation of employees' and customers' marks", "the question to answer", correlationOfMarks(), "mark"],
    ];
  },
  "customer-drivenness": ({ segments }) => {
    const [all] = segments.nodes;
    const yes = (field) => all[field].categories[0].share;
    return [
      ["Leaders set the example", "16 %", all.leadersSetExample.topBox, "percent"],
      ["Employees like working with feedback", "16 %", all.employeesLikeFeedback.topBox, "percent"],
      ["Others feel responsible", "13 %", all.othersFeelResponsible.topBox, "percent"],
      ["Collect feedback", "nearly all", yes("collect"), "percent"],
      ["Do something with the outcome", "a very small part", yes("act"), "percent"],
      ["Answer the customers", "", yes("answerCustomers"), "percent"],
      ["Measure whether the loop is closed", "", yes("measureClosing"), "percent"],
    ];
  },
  "retention-benchmark": ({ firms }) => {
    const [all] = firms.nodes;
    const of = (field, rows) =>
      rows.map(([code, words, published]) => [words, published, shareOf(all[field], code), "percent"]);
    return [
      ...of("priority", [
        ["satisfaction", "Top priority: raising satisfaction", "27 %"],
        ["churn", "Top priority: lowering churn", "8 %, fifth"],
      ]),
      ...of("owner", [
        ["managing_director", "Owner of the customer: managing director", "26 %"],
        ["customer_service", "Owner: customer service", "17 %"],
        ["sales", "Owner: sales", "8 %"],
        ["marketing", "Owner: marketing", "12 %"],
        ["unstated", "Owner: not published", "unstated"],
      ]),
      ...of("data", [
        ["fully", "Customer data stored fully", "22 %"],
        ["partly", "Stored partly", "41 %"],
        ["not", "Not stored", "13 %"],
        ["unstated", "Not published", "unstated"],
      ]),
      ...of("research", [
        ["never", "Research into experience: never", "14 %"],
        ["ad_hoc", "Ad hoc", "17 %"],
        ["continuous", "Continuous", "26 %"],
        ["periodic", "Periodic", "43 %"],
      ]),
    ];
  },
  "seven-drivers": ({ everybody }) => {
    const [all] = everybody.nodes;
    const { drivers, certainty, n } = all.drivers;
    const published = {
      reliability: "large impact in most organisations",
      empathy: "large impact in most organisations",
      customer_focus: "large here, small there",
      customer_knowledge: "large here, small there",
      waiting_time: "little impact",
      accessibility: "little impact",
      menu: "little impact",
    };
    const byRank = drivers.toSorted((a, b) => a.rank - b.rank);
    return [
      ["Satisfaction, report mark", "", all.satisfaction, "mark"],
      ...byRank.map(({ code, label, importance }) => {
        const { interval } = certainty.drivers.find((driver) => driver.code === code);
        const name = label.split(":")[0];
        return [
          `${name}: share of the differences`,
          published[code],
          { value: importance, interval, base: { valid: n } },
          "percent",
        ];
      }),
    ];
  },
};
