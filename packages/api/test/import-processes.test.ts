import { sql } from "kysely";
import { expect, test } from "vitest";
import { openTestDatabase } from "./database.ts";
import { surveyFor } from "./import-text.ts";
import { postImport } from "./serve.ts";
import { ServerProcess } from "./server-process.ts";

const HEADER = "external_id,organisation,responded_at,nps,remark\n";
const FILE = `${HEADER}a1,org,2024-02-01,7,note\na2,org,2024-02-01,8,note\n`;
const headers: Readonly<Record<string, string>> = { "idempotency-key": "both" };

/** A body that goes on until it is let go. */
function heldBack(): { readonly body: ReadableStream<Uint8Array>; readonly letGo: () => void } {
  let letGo = (): void => {};
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      controller.enqueue(Buffer.from(FILE.slice(0, 60)));
      await new Promise<void>((resolve) => {
        letGo = resolve;
      });
      controller.enqueue(Buffer.from(FILE.slice(60)));
      controller.close();
    },
  });
  return { body, letGo: () => letGo() };
}

// The embedded database has one process at a time.
test("two processes that get one idempotency key at the same moment do the work once", async () => {
  const database = await openTestDatabase("server");
  await surveyFor(database.db, "processes");
  const [one, other] = await Promise.all([
    ServerProcess.start({ address: database.address }),
    ServerProcess.start({ address: database.address }),
  ]);
  try {
    const { body, letGo } = heldBack();
    const first = postImport(one, "processes", body, { headers });
    await expect.poll(claims, { timeout: 20_000 }).toBe(1);
    const refused = await postImport(other, "processes", FILE, { headers });
    expect([refused.status, refused.body["code"], refused.headers.get("retry-after")]).toEqual([
      409,
      "IDEMPOTENCY_IN_PROGRESS",
      "1",
    ]);
    letGo();
    const answered = await first;
    expect(answered).toMatchObject({ status: 200, body: { rows: 2, imported: 2 } });
    const again = await postImport(other, "processes", FILE, { headers });
    expect(again.body).toEqual(answered.body);
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    expect(await runs()).toBe(1);

    // A process that is killed keeps nobody waiting.
    const cutOff = heldBack();
    const lost = postImport(one, "processes", cutOff.body, { headers: { "idempotency-key": "cut-off" } });
    await expect.poll(claims, { timeout: 20_000 }).toBe(1);
    await Promise.all([expect(lost).rejects.toThrow(), one.kill()]);
    cutOff.letGo();
    await expect
      .poll(
        async () => (await postImport(other, "processes", FILE, { headers: { "idempotency-key": "cut-off" } })).status,
        {
          timeout: 20_000,
        },
      )
      .toBe(200);
  } finally {
    await other.kill();
    await database.close();
  }

  async function claims(): Promise<number> {
    const { rows } = await sql<{ claims: number }>`
      select count(*)::int as claims from pg_locks
      where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())
    `.execute(database.db);
    return rows[0]!.claims;
  }

  async function runs(): Promise<number> {
    return (await database.db.selectFrom("import_run").select("id").execute()).length;
  }
}, 120_000);
