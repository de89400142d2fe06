import { METRIC_DEFINITIONS } from "../../src/describe/registry.ts";

/** The function that gives each metric, by its id or the beginning of it: the longest one counts. */
const CALLS: readonly (readonly [begins: string, call: string, entry: string])[] = [
  ["nps.0_10.classic", "nps", ""],
  ["nps.0_10.european", "npsVariant", ""],
  ["nps.1_", "npsVariant", ""],
  ["nps.custom", "npsCustom", ""],
  ["nps.promoters", "npsGroups().promoters", ""],
  ["nps.passives", "npsGroups().passives", ""],
  ["nps.detractors", "npsGroups().detractors", ""],
  ["nps.accounts", "accountNps", "people"],
  ["enps", "enps", ""],
  ["ces.v1", "ces", ""],
  ["ces.v2", "ces", ""],
  ["ces.ease", "ces", ""],
  ...["v1", "v2", "ease"].flatMap((version) => [
    [`ces.${version}.index`, "cesIndex", ""] as const,
    [`ces.${version}.easy`, "cesEasy", ""] as const,
    [`ces.${version}.net_easy`, "cesNetEasy", ""] as const,
  ]),
  ["satisfaction", "satisfaction", ""],
  ["satisfaction.index", "satisfactionIndex", ""],
  ["satisfaction.top", "topBox", ""],
  ["satisfaction.bottom", "bottomBox", ""],
  ["satisfaction.net", "netSatisfaction", ""],
  ["satisfaction.bridged", "bridgedSatisfaction", ""],
  ["report_mark", "reportMark().mean", ""],
  ["report_mark.at_least", "reportMark().high", ""],
  ["report_mark.at_most", "reportMark().insufficient", ""],
  ["sentiment.mean", "sentiment().mean", ""],
  ["sentiment.polarity", "sentiment().mean", ""],
  ["sentiment.net", "sentiment().net", ""],
  ["sentiment.index", "sentiment().index", ""],
  ["share.", "shares().categories", ""],
  ["expectation.below", "expectation().below", ""],
  ["expectation.as_expected", "expectation().asExpected", ""],
  ["expectation.above", "expectation().above", ""],
  ["expectation.net", "expectation().net", ""],
  ["expectation.mean", "expectation().mean", ""],
  ["word_of_mouth.negative_share", "negativeShare", ""],
  ["word_of_mouth.negative_rate", "negativeRate", ""],
  ["word_of_mouth.net", "netWordOfMouth", ""],
  ["word_of_mouth.negative_to_positive", "wordOfMouthRatio", ""],
  ["word_of_mouth.positive_to_negative", "wordOfMouthRatio", ""],
  ["word_of_mouth.incidence", "wordOfMouthIncidence", "people"],
  ["word_of_mouth.received.incidence", "wordOfMouthIncidence", "people"],
  ["word_of_mouth.volume", "wordOfMouthVolume", "people"],
  ["word_of_mouth.received.volume", "wordOfMouthVolume", "people"],
  ["experience.gap", "experience().gap", "people"],
  ["experience.gap.", "experienceGap", "people"],
  ["experience.{", "experienceIndex", "people"],
  ["reliability.alpha", "cronbachAlpha", "people"],
  ["sharing.positive", "sharing().positive", "people"],
  ["sharing.negative", "sharing().negative", "people"],
  ["sharing.ratio", "sharing().ratio", "people"],
  ["reasons.", "reasons", "people"],
  ["reasons.contrast", "compareReasons", "people"],
  ["ambassadors", "ambassadors().ambassadors", "people"],
  ["ambassadors.proud", "ambassadors().proud", "people"],
  ["ambassadors.talking", "ambassadors().talking", "people"],
  ["organisations.top", "organisationShare", "people"],
  ["recovery_quadrant.", "quadrantShares", "outcomes"],
  ["recovery_quadrant.followed", "actionFollowed", "outcomes"],
  ["follow_up.trigger_rate.", "triggerRate", "outcomes"],
  ["follow_up.contact_rate", "followUp().contactRate", "outcomes"],
  ["follow_up.within_target", "followUp().withinTarget", "outcomes"],
  ["follow_up.resolution_rate", "followUp().resolutionRate", "outcomes"],
  ["follow_up.reopen_rate", "followUp().reopenRate", "outcomes"],
  ["follow_up.contact_time", "followUp().contactTime", "outcomes"],
  ["follow_up.resolution_time", "followUp().resolutionTime", "outcomes"],
  ["follow_up.recovery_rate", "recovery().rate", "outcomes"],
  ["follow_up.recovery_change", "recovery().change", "outcomes"],
  ["follow_up.action_rate", "actionRate", "outcomes"],
  ["follow_up.use_of_results", "useOfResults", "outcomes"],
  ["linkage", "linkage", "outcomes"],
  ["churn.all", "churnByGroup().all", "outcomes"],
  ["churn.promoters", "churnByGroup().promoters", "outcomes"],
  ["churn.passives", "churnByGroup().passives", "outcomes"],
  ["churn.detractors", "churnByGroup().detractors", "outcomes"],
  ["churn.risk_ratio", "churnByGroup().riskRatio", "outcomes"],
  ["churn.odds_ratio", "churnByGroup().oddsRatio", "outcomes"],
  ["churn.ordering", "churnByGroup().ordering", "outcomes"],
  ["nps_point_value", "npsPointValue", "outcomes"],
  ["benchmark.", "sectorValue", "comparison"],
  ["benchmark.percentile", "positionAmong", "comparison"],
  ["benchmark.rank", "rankMembers", "comparison"],
  ["trend.slope", "trendOf", "comparison"],
  ["effect.hedges_g", "hedgesG", "comparison"],
];

/** What gives a metric, and the entry point that exports it ("" is the package itself). */
export function callOf(id: string): { readonly call: string; readonly entry: string } {
  const [longest] = CALLS.filter(([begins]) => id.startsWith(begins)).sort(([a], [b]) => b.length - a.length);
  if (longest === undefined) throw new Error(`expected the function of ${id} in metrics-table.ts`);
  return { call: longest[1], entry: longest[2] };
}

/** The table of metrics as the README prints it, from what the metrics say of themselves. */
export function metricsTable(): string {
  const rows = METRIC_DEFINITIONS.map(({ id, name, unit, summary, source }) => {
    const { call, entry } = callOf(id);
    return `| \`${id}\` | ${name} | ${unit} | ${summary} | \`${call}\` | ${entry === "" ? "" : `\`/${entry}\``} | ${source} |`;
  });
  const head =
    "| id | metric | unit | counted from | function | entry | source |\n| --- | --- | --- | --- | --- | --- | --- |";
  return [head, ...rows].join("\n");
}
