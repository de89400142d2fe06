import { once } from "node:events";
import { connect } from "node:net";
import { expect, test } from "vitest";
import { describeOnDatabases } from "./database.ts";
import { surveyFor } from "./import-text.ts";
import { postImport, serve } from "./serve.ts";

describeOnDatabases("a server that is asked to stop", (database) => {
  test("finishes what was accepted, takes nothing new, and ends", async () => {
    await surveyFor(database().db, "shutdown");
    const server = await serve(database());
    const idle = connect(Number(new URL(server.url).port), "127.0.0.1");
    await once(idle, "connect");
    const gone = once(idle, "close");

    let finish = (): void => {};
    const body = new ReadableStream<Uint8Array>({
      async start(controller) {
        controller.enqueue(Buffer.from("external_id,organisation,responded_at,nps\n"));
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
        controller.enqueue(Buffer.from("a,org,2024-02-01,9\nb,org,2024-02-01,3\n"));
        controller.close();
      },
    });
    const imported = postImport(server, "shutdown", body);
    await expect
      .poll(async () => (await (await fetch(`${server.url}/metrics`)).text()).includes("klik_imports_running 1"))
      .toBe(true);

    const asked = fetch(`${server.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: "{ instruments { code } }" }),
    });
    // It was accepted: its answer comes, whenever the server is asked to stop after this.
    await expect
      .poll(async () => (await (await fetch(`${server.url}/metrics`)).text()).includes('route="/graphql"'))
      .toBe(true);

    const stopped = server.stop();
    await expect(fetch(`${server.url}/health/live`)).rejects.toThrow();
    finish();
    expect(await imported).toMatchObject({ status: 200, body: { rows: 2, imported: 2 } });
    expect((await asked).status).toBe(200);
    await Promise.all([stopped, gone]);
  });
});
