import type { Choice } from "../address.ts";
import type { Choose } from "../app.tsx";
import type { OverviewQuery } from "../generated/graphql.ts";
import { useReport } from "../report.ts";

interface WhoAndWhenProps {
  readonly overview: OverviewQuery;
  /** Years to choose from; fewer than two: no choice. */
  readonly years: readonly string[];
  /** Null: all. */
  readonly year: string | null;
  readonly choice: Choice;
  readonly choose: Choose;
}

/** Which answers count: of whom, and from when. */
export function WhoAndWhen({ overview, years, year, choice, choose }: WhoAndWhenProps) {
  const { text, programme } = useReport();
  const sectors = overview.sectors.nodes.flatMap(({ key }) => key.sector ?? []);
  const { organisations } = overview;
  // Where an organisation is a single answer, or there are very many, sectors are choice enough.
  const isShort = programme.unit !== "ORGANISATION" && !organisations.truncated;
  const membersOf = (sector: string) =>
    isShort
      ? organisations.nodes
          .filter(({ key }) => key.sector?.code === sector)
          .flatMap(({ key }) => key.organisation ?? [])
      : [];
  return (
    <div class="choices">
      {sectors.length > 1 && (
        <label class="choice">
          <span>{text.who}</span>
          <select
            name="who"
            value={choice.who ?? ""}
            onChange={({ currentTarget }) => choose({ who: currentTarget.value === "" ? null : currentTarget.value })}
          >
            <option value="">{text.everybody}</option>
            {sectors.map(({ code, label }) => {
              const members = membersOf(code);
              if (members.length === 0) return <option value={`sector:${code}`}>{label}</option>;
              return (
                <optgroup label={label} key={code}>
                  <option value={`sector:${code}`}>{text.wholeSector(label)}</option>
                  {members.map((organisation) => (
                    <option value={`organisation:${organisation.code}`} key={organisation.code}>
                      {organisation.name}
                    </option>
                  ))}
                </optgroup>
              );
            })}
          </select>
        </label>
      )}
      {years.length > 1 && (
        <label class="choice">
          <span>{text.period}</span>
          <select
            name="period"
            value={year ?? "all"}
            onChange={({ currentTarget }) => choose({ period: currentTarget.value })}
          >
            {years.toReversed().map((one) => (
              <option value={one} key={one}>
                {one}
              </option>
            ))}
            <option value="all">{text.allYears}</option>
          </select>
        </label>
      )}
    </div>
  );
}
