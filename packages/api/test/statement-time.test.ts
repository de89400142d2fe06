import { GraphQLError } from "graphql";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { bound } from "../src/access/bound-database.ts";
import { bindingOf, OPEN_VIEWER } from "../src/access/viewer.ts";
import { LIMITS } from "../src/limits.ts";
import { maskError } from "../src/server/masked-error.ts";
import { openTestDatabase } from "./database.ts";

// The embedded database knows no such limit.
test("a statement of a request ends at its limit, and its client is told so", async () => {
  const { db, close } = await openTestDatabase("server");
  try {
    const own = bound(db, bindingOf(OPEN_VIEWER));
    const seconds = LIMITS.statementMilliseconds / 1000;
    await sql`select pg_sleep(${seconds - 1})`.execute(own);
    const error = await sql`select pg_sleep(${seconds + 5})`.execute(own).catch((thrown: Error) => thrown);
    const masked = maskError(new GraphQLError("inside", { path: ["segments"], originalError: error as Error }));
    expect(masked).toMatchObject({
      message: "statement.milliseconds: expected at most 5000, got more",
      path: ["segments"],
      extensions: { code: "STATEMENT_TOO_LONG" },
    });
  } finally {
    await close();
  }
});
