import { type Choice, LANGUAGES } from "../address.ts";
import type { Choose } from "../app.tsx";
import type { ProgrammesQuery } from "../generated/graphql.ts";
import { withoutMark } from "../programme.ts";
import { TEXTS, type Text } from "../text/text.ts";

interface HeaderProps {
  readonly text: Text;
  readonly choice: Choice;
  readonly choose: Choose;
  readonly instruments: ProgrammesQuery["instruments"];
  /** Code of the programme that shows. */
  readonly current: string;
}

/** Name, programmes and languages. */
export function Header({ text, choice, choose, instruments, current }: HeaderProps) {
  return (
    <header>
      <div class="bar">
        <a class="name" href="/" aria-label="Klik">
          <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
            <rect width="32" height="32" rx="8" class="mark-paper" />
            <path d="M7 16h18" class="mark-reach" />
            <circle cx="18.5" cy="16" r="5.5" class="mark-dot" />
          </svg>
          Klik
        </a>
        <label class="choice">
          <span class="hidden">{text.programme}</span>
          <select
            name="programme"
            value={current}
            onChange={({ currentTarget }) =>
              // What was chosen within one programme means nothing in another.
              choose({ programme: currentTarget.value, who: null, period: null, outcome: null })
            }
          >
            {instruments.map(({ code, label }) => (
              <option value={code} key={code}>
                {withoutMark(label)}
              </option>
            ))}
          </select>
        </label>
        <div class="languages" role="group" aria-label={text.switchLanguage}>
          {LANGUAGES.map((language) => (
            <button
              type="button"
              key={language}
              lang={language}
              aria-pressed={language === choice.language}
              title={TEXTS[language].language}
              onClick={() => choose({ language })}
            >
              {language.toUpperCase()}
            </button>
          ))}
        </div>
      </div>
    </header>
  );
}
