import { Command, InvalidArgumentError, Option } from "commander";
import type { ApiKey } from "../access/api-key.ts";
import { createKeys, type Keys } from "../access/keys.ts";
import { ACCESS_SCOPES, type AccessScope, OPEN_VIEWER } from "../access/viewer.ts";
import { readConfig } from "../config.ts";
import { step } from "./step.ts";
import { withDatabase } from "./with-database.ts";

/** `klik key`: keys to the API. */
export const keyCommand = new Command("key").description(
  "keys to the API: make one, list those that there are, revoke one",
);

interface CreateOptions {
  readonly organisation?: string;
  readonly scopes: readonly AccessScope[];
  readonly label?: string;
  readonly expires?: Date;
  readonly json?: boolean;
}

keyCommand
  .command("create")
  .description("make a key and print it, once: only a hash of it is kept")
  .option("--organisation <code>", "of this organisation only; otherwise it opens all of them")
  .addOption(
    new Option("--scopes <list>", `what it allows, with commas between: ${ACCESS_SCOPES.join(",")}`)
      .argParser(readScopes)
      .default(["read"], "read"),
  )
  .option("--label <text>", "what it is for")
  .option("--expires <when>", "days from now, such as 90d, or a moment such as 2027-01-01T00:00:00Z", readExpiry)
  .option("--json", "as JSON, with what is kept of it")
  .action(async ({ organisation, scopes, label, expires, json = false }: CreateOptions) => {
    const created = await withKeys((keys) =>
      keys.create({ organisation: organisation ?? null, scopes, label: label ?? null, expiresAt: expires ?? null }),
    );
    console.log(json ? JSON.stringify(created) : created.secret);
    step("this is the only time that it is shown; use it as Authorization: Bearer KEY");
  });

keyCommand
  .command("list")
  .description("list the keys, without the keys themselves")
  .option("--json", "as JSON")
  .action(async ({ json = false }: { readonly json?: boolean }) => {
    const keys = await withKeys(allOf);
    if (json) console.log(JSON.stringify(keys, null, 2));
    else for (const key of keys) console.log(lineOf(key));
    if (keys.length === 0 && !json) console.log("none yet: klik key create");
  });

keyCommand
  .command("revoke")
  .description("make a key useless; servers that run notice within five seconds")
  .argument("<prefix>", "the part after klik_")
  .action(async (prefix: string) => {
    const key = await withKeys((keys) => keys.revoke(prefix));
    console.log(lineOf(key));
  });

const withKeys = <T>(run: (keys: Keys) => Promise<T>): Promise<T> =>
  withDatabase(readConfig(), ({ db }) => run(createKeys(db, OPEN_VIEWER)));

const PAGE = 1_000;

async function allOf(keys: Keys): Promise<readonly ApiKey[]> {
  const all: ApiKey[] = [];
  for (let after: string | null = null; ; ) {
    const page: readonly ApiKey[] = await keys.list({ after, limit: PAGE });
    all.push(...page);
    after = page.at(-1)?.prefix ?? null;
    if (page.length < PAGE) return all;
  }
}

function lineOf({ prefix, organisation, scopes, label, expiresAt, revokedAt, lastUsedAt }: ApiKey): string {
  const day = (moment: Date): string => moment.toISOString().slice(0, 10);
  const state =
    revokedAt !== null
      ? `revoked ${day(revokedAt)}`
      : expiresAt === null
        ? "never expires"
        : `${expiresAt.getTime() <= Date.now() ? "expired" : "expires"} ${day(expiresAt)}`;
  const used = lastUsedAt === null ? "never used" : `last used ${day(lastUsedAt)}`;
  return [`klik_${prefix}`, organisation ?? "all organisations", scopes.join(","), state, used, label ?? ""]
    .join("  ")
    .trimEnd();
}

function readScopes(text: string): readonly AccessScope[] {
  return text.split(",").map((word) => {
    const scope = ACCESS_SCOPES.find((one) => one === word.trim());
    if (scope === undefined)
      throw new InvalidArgumentError(`expected some of ${ACCESS_SCOPES.join(", ")}, got ${word}`);
    return scope;
  });
}

function readExpiry(text: string): Date {
  const days = /^([1-9]\d{0,4})d$/.exec(text)?.[1];
  if (days !== undefined) return new Date(Date.now() + Number(days) * 86_400_000);
  const moment = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(moment))
    throw new InvalidArgumentError("expected days such as 90d, or a moment such as 2027-01-01T00:00:00Z");
  return new Date(moment);
}
