import { useReport } from "../report.ts";
import { Asymmetry } from "./driver-asymmetry.tsx";
import { Impact } from "./driver-impact.tsx";
import { Improvements } from "./driver-improvements.tsx";
import { Stability } from "./driver-stability.tsx";
import { Section } from "./section.tsx";

/** Which drivers go with the outcome, which only when bad, and what to improve first. */
export function DriversPart() {
  const report = useReport();
  const { programme, text } = report;
  const words = text.drivers;
  const outcome = programme.outcomes.find(({ code }) => code === report.outcome) ?? programme.outcomes[0];
  if (outcome === undefined) return null;
  return (
    <Section id="drivers" title={words.title} intro={`${words.intro} ${words.caution}`}>
      {programme.outcomes.length > 1 && (
        <label class="choice inline">
          <span>{words.outcome}</span>
          <select
            name="outcome"
            value={outcome.code}
            onChange={({ currentTarget }) => report.onOutcome(currentTarget.value)}
          >
            {programme.outcomes.map(({ code, label }) => (
              <option value={code} key={code}>
                {label}
              </option>
            ))}
          </select>
        </label>
      )}
      <div class="cards">
        <Impact outcome={outcome} />
        <Improvements outcome={outcome} />
        <Asymmetry outcome={outcome} />
        {programme.unit !== "ORGANISATION" && <Stability outcome={outcome} />}
      </div>
    </Section>
  );
}
