import { randomBytes } from "node:crypto";
import { type Kysely, sql } from "kysely";
import { connect } from "../../src/db/connect.ts";
import type { Database } from "../../src/db/database.ts";
import type { TestDatabase } from "../database.ts";

/** Roles are of the whole server, which other runs may share. */
export const uniqueName = (): string => `t_${randomBytes(4).toString("hex")}`;

/** Runs something as a login; on the embedded database, which knows one, as a session that was handed to it. */
export async function asReader<T>(
  { engine, address, db }: TestDatabase,
  login: string,
  run: (session: Kysely<Database>) => Promise<T>,
): Promise<T> {
  if (engine === "embedded")
    return db.connection().execute(async (session) => {
      const { rows } = await sql<{ owner: string }>`select session_user as owner`.execute(session);
      await sql`set session authorization ${sql.id(login)}`.execute(session);
      try {
        return await run(session);
      } finally {
        await sql`set session authorization ${sql.id(rows[0]!.owner)}`.execute(session);
        await sql`discard all`.execute(session);
      }
    });
  const session = connect({ ...address, ...loginOf(address.connectionString, login), max: 1 });
  try {
    return await run(session);
  } finally {
    await session.destroy();
  }
}

function loginOf(connectionString: string | undefined, login: string): object {
  if (connectionString === undefined) return { user: login };
  const url = new URL(connectionString);
  url.username = login;
  return { connectionString: url.href };
}
