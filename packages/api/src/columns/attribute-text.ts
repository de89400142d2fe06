/**
 * The members of a JSON object as Postgres gives them by `->>`: strings as themselves, `null` as null, and anything else
 * exactly as it is written: 1.50 stays 1.50, and no digit of a long number is lost.
 *
 * @param text - an object in the notation of `jsonb::text`
 */
export function attributesOf(text: string): ReadonlyMap<string, string | null> {
  const parsed = Object.entries(JSON.parse(text) as Readonly<Record<string, unknown>>);
  const isText = parsed.every(
    (member): member is [string, string | null] => typeof member[1] === "string" || member[1] === null,
  );
  return new Map(isText ? parsed : membersOf(text));
}

/** Piece by piece, because `JSON.parse` does not say how a number was written. */
function membersOf(text: string): ReadonlyMap<string, string | null> {
  const members = new Map<string, string | null>();
  let at = 1; // behind the brace
  while (text[at] !== "}") {
    const name = endOfString(text, at);
    const value = name + 2; // ": "
    const end = endOfValue(text, value);
    members.set(JSON.parse(text.slice(at, name)) as string, valueOf(text.slice(value, end)));
    at = text[end] === "," ? end + 2 : end;
  }
  return members;
}

function valueOf(json: string): string | null {
  if (json.startsWith('"')) return JSON.parse(json) as string;
  return json === "null" ? null : json;
}

/** The position behind a string that begins at `at`. */
function endOfString(text: string, at: number): number {
  let end = at + 1;
  while (text[end] !== '"') end += text[end] === "\\" ? 2 : 1;
  return end + 1;
}

function endOfValue(text: string, at: number): number {
  let depth = 0;
  for (let end = at; ; ) {
    const character = text[end];
    if (character === '"') {
      end = endOfString(text, end);
      continue;
    }
    if (depth === 0 && (character === "," || character === "}")) return end;
    if (character === "{" || character === "[") depth++;
    if (character === "}" || character === "]") depth--;
    end++;
  }
}
