import { isDeepStrictEqual } from "node:util";

/** A fenced block of a page: its language, the file that it is (`ts nps.ts`), and its lines. */
export interface Block {
  readonly language: string;
  readonly file: string | null;
  readonly code: string;
  /** The block that stands right below, when that is what it prints or answers. */
  readonly output: string | null;
}

interface Fenced extends Omit<Block, "output"> {
  readonly end: number;
}

/** Languages of blocks that are output, by the language of what makes it. */
const OUTPUT: Readonly<Record<string, string>> = { sh: "text", ts: "text", js: "text", graphql: "json" };

/**
 * The blocks of a page that are to be run, in order. A block without a file name right below another, with at most one short line of prose
 * between, is the output of that one.
 */
export function blocksOf(markdown: string): readonly Block[] {
  const all = [...markdown.matchAll(/^```(\w*)(?: ([^\n]+))?\n([\s\S]*?)^```$/gm)].map(
    ({ 0: whole, 1: language, 2: file, 3: code, index }): Fenced & { readonly start: number } => ({
      language: language!,
      file: file ?? null,
      code: code!,
      start: index,
      end: index + whole.length,
    }),
  );
  const outputs = new Set<Fenced>();
  const blocks = all.map((block, i): Block => {
    const next = all[i + 1];
    const isOutput =
      next !== undefined &&
      next.file === null &&
      next.language === OUTPUT[block.language] &&
      /^\s*([^\n]{0,60}\n\s*)?$/.test(markdown.slice(block.end, next.start));
    if (isOutput) outputs.add(next);
    return { language: block.language, file: block.file, code: block.code, output: isOutput ? next.code : null };
  });
  return blocks.filter((_, i) => !outputs.has(all[i]!));
}

/** Whether what a block said is what stands below it. */
export function isOutputOf({ language, output }: Block, said: string): boolean {
  if (output === null) return true;
  return language === "graphql" ? isDeepStrictEqual(JSON.parse(said), JSON.parse(output)) : isAsShown(said, output);
}

/** The page with another output below a block. */
export function withOutput(markdown: string, { code, output }: Block, said: string): string {
  const from = markdown.indexOf(output ?? "", markdown.indexOf(code) + code.length);
  return `${markdown.slice(0, from)}${said.trimEnd()}\n${markdown.slice(from + (output ?? "").length)}`;
}

const WIDTH = 100;

/** JSON as people write it: on one line what fits there. */
export function shortJson(value: unknown, indent = ""): string {
  const line = JSON.stringify(value, null, 1).replace(/\n\s*/g, " ");
  if (indent.length + line.length <= WIDTH || typeof value !== "object" || value === null) return line;
  const deeper = `${indent}  `;
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  const parts = Object.entries(value).map(
    ([key, part]) => `${deeper}${Array.isArray(value) ? "" : `${JSON.stringify(key)}: `}${shortJson(part, deeper)}`,
  );
  return `${open}\n${parts.join(",\n")}\n${indent}${close}`;
}

/** Whether a text is as the docs show it: `…` stands for anything on a line, and alone on a line for any lines. */
export function isAsShown(said: string, shown: string): boolean {
  const lines = shown
    .trimEnd()
    .split("\n")
    .map((line) => line.trimEnd());
  const pattern = lines
    .map((line) => (line.trim() === "…" ? "(?:.*\n)*?" : `${line.split("…").map(escaped).join(".*")}\n`))
    .join("");
  const trimmed = said
    .trimEnd()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
  return new RegExp(`^${pattern}$`).test(`${trimmed}\n`);
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
