import { randomSource } from "@klik/metrics-core/distributions";
import { calibratedSums } from "../calibrated-sums.ts";
import { daysIn } from "../days.ts";
import type { DemoRow } from "../demo-programme.ts";
import { numbering } from "../numbering.ts";
import { apportion } from "../quota.ts";
import { shuffled } from "../shuffle.ts";
import { organisationPerResponse } from "./contact-monitor-organisations.ts";
import { OVERALL, SECTORS, YEARS, type YearIndex } from "./contact-monitor-shape.ts";

const SEED = 20210;
const NEUTRAL = 0.4;

/** Messages on social media about organisations, coded 1 negative, 2 neutral, 3 positive. */
export function* messages(year: YearIndex, total: number): Iterable<DemoRow> {
  const sectors = SECTORS.flatMap(({ code, share, sentiment, published }) => {
    const mean = sentiment[year];
    return mean === null ? [] : [{ code, share, mean, published }];
  });
  const counts = apportion(
    total,
    sectors.map(({ share }) => share),
  );
  const parts = sectors.map((sector, s) => ({ ...sector, n: counts[s] ?? 0 }));
  // The mean is 2 plus the share positive less the share negative.
  const net = calibratedSums(
    parts.map((part) => ({ ...part, mean: part.mean - 2 })),
    OVERALL.sentiment[year] - 2,
  );
  for (const [s, { code, n }] of parts.entries()) {
    const random = randomSource(SEED + 10 * year + s);
    const day = daysIn(`${YEARS[year]}-01-01`, `${YEARS[year] + 1}-01-01`, random);
    const codes = shuffled(codings(n, net[s] ?? 0), random);
    const number = numbering();
    for (const [i, organisation] of organisationPerResponse(code, n).entries()) {
      yield {
        external_id: `${YEARS[year]}-message-${number(organisation.code)}`,
        organisation: organisation.code,
        responded_at: day(),
        channel: "social_media",
        "attribute.government_type": organisation.type,
        sentiment: codes[i]!,
      };
    }
  }
}

/** So many codes, of which positive less negative are `net`. */
function codings(n: number, net: number): readonly number[] {
  const outside = Math.round(n * (1 - NEUTRAL));
  const ends = (outside - net) % 2 === 0 ? outside : outside - 1;
  const negative = (ends - net) / 2;
  return Array.from({ length: n }, (_, i) => (i < negative ? 1 : i < negative + n - ends ? 2 : 3));
}
