import { expect, test } from "vitest";
import { createApiKey, revokeApiKey } from "../../src/access/api-key.ts";
import { authentication } from "../../src/access/authenticate.ts";
import { createApi } from "../../src/api.ts";
import { startHttpServer } from "../../src/server/http-server.ts";
import { describeOnDatabases } from "../database.ts";
import { storedResponses, surveyFor } from "../import-text.ts";
import { postImport } from "../serve.ts";

const BATCH = 2_000;

describeOnDatabases("a key that is revoked", (database) => {
  test("stores no more rows of an import that goes on", async () => {
    const { db } = database();
    const survey = await surveyFor(db, "revoked");
    const { secret, key } = await createApiKey(db, {
      organisation: null,
      scopes: ["ingest"],
      label: null,
      expiresAt: null,
    });
    const server = await startHttpServer({
      api: createApi({ db }),
      db,
      host: "127.0.0.1",
      port: 0,
      authenticate: authentication(db),
    });
    try {
      let sent = 0;
      let send = (): void => {};
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          controller.enqueue(Buffer.from("external_id,organisation,responded_at,nps,remark\n"));
          send = () => {
            const rows = Array.from({ length: BATCH + 100 }, () => `r${sent++},acme,2024-02-01,9,${"x".repeat(100)}\n`);
            controller.enqueue(Buffer.from(rows.join("")));
          };
        },
      });
      const headers = { authorization: `Bearer ${secret}` };
      const answered = postImport(server, "revoked", body, { headers });
      const stored = async (): Promise<number> => (await storedResponses(db, survey)).length;
      send();
      await expect.poll(stored, { timeout: 20_000 }).toBe(BATCH);
      await revokeApiKey(db, key.prefix);
      send();
      send();
      // The body has no end: whoever sends it is told.
      expect(await answered).toMatchObject({ status: 401, body: { code: "UNAUTHENTICATED" } });
      expect(await stored()).toBe(BATCH);
    } finally {
      await server.stop();
    }
  }, 60_000);
});
