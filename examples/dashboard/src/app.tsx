import { useEffect, useState } from "preact/hooks";
import { type Choice, readChoice, writeChoice } from "./address.ts";
import { formatOf } from "./format.ts";
import { ProgrammesDocument } from "./generated/graphql.ts";
import { pairOf } from "./pair.ts";
import { Header } from "./part/header.tsx";
import { Page } from "./part/page.tsx";
import { TEXTS } from "./text/text.ts";
import { useAnswer } from "./use-answer.ts";

/** The programme that a first visitor sees. */
const FIRST = "national-experience";

/** The page: what the reader chose stands in the address and nowhere else. */
export function App() {
  const [choice, choose] = useChoice();
  const { language } = choice;
  const text = TEXTS[language];
  const programmes = useAnswer(ProgrammesDocument, { language });
  const instruments = programmes.state === "here" ? programmes.data.instruments : [];
  const programme = instruments.find(({ code }) => code === (choice.programme ?? FIRST)) ?? instruments[0];
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <>
      <a class="skip" href="#content">
        {text.skip}
      </a>
      <Header text={text} choice={choice} choose={choose} instruments={instruments} current={programme?.code ?? ""} />
      {programmes.state === "failed" && (
        <p class="failed" role="alert">
          {text.failed} {programmes.message}
        </p>
      )}
      {programmes.state === "here" && programme === undefined && (
        <main id="content">
          <p class="top">{text.empty}</p>
        </main>
      )}
      {programme !== undefined && (
        <Page
          key={programme.code}
          code={programme.code}
          choice={choice}
          choose={choose}
          pair={pairOf(programme.code, instruments)}
          words={{ text, format: formatOf(language) }}
        />
      )}
      <footer>
        <p>{text.footer}</p>
        <p>
          <a href="/graphql">{text.playground}</a>
        </p>
      </footer>
    </>
  );
}

export type Choose = (change: Partial<Choice>) => void;

function useChoice(): readonly [Choice, Choose] {
  const read = (): Choice => readChoice(location.search, navigator.languages);
  const [choice, setChoice] = useState(read);
  useEffect(() => {
    const back = (): void => setChoice(read());
    addEventListener("popstate", back);
    return () => removeEventListener("popstate", back);
  }, []);
  const choose: Choose = (change) => {
    const next = { ...choice, ...change };
    history.pushState(null, "", writeChoice(next));
    setChoice(next);
  };
  return [choice, choose];
}
