// Serves the demo data with the compiled code, keys required, for those who attack it; tells on request what it holds after a collection.
import { createApiKey } from "../../dist/access/api-key.js";
import { authentication } from "../../dist/access/authenticate.js";
import { createApi } from "../../dist/api.js";
import { ColumnStore } from "../../dist/columns/column-source.js";
import { connect } from "../../dist/db/connect.js";
import { migrateToLatest } from "../../dist/db/migrate.js";
import { loadDemo } from "../../dist/demo/load.js";
import { startEmbedded } from "../../dist/embedded/start-embedded.js";
import { startHttpServer } from "../../dist/server/http-server.js";

const { address } = JSON.parse(process.argv[2]);
const embedded = address === undefined ? await startEmbedded({ directory: null }) : null;
const db = connect(embedded?.address ?? address);
await migrateToLatest(db);
await loadDemo(db, { log: () => {} });
const scopes = ["read", "comments", "ingest", "admin"];
const { secret } = await createApiKey(db, { organisation: null, scopes, label: null, expiresAt: null });
const columns = new ColumnStore(db);
const server = await startHttpServer({
  api: createApi({ db, columns }),
  db,
  columns,
  host: "127.0.0.1",
  port: 0,
  authenticate: authentication(db),
});

process.on("message", () => {
  globalThis.gc();
  const { rss, heapUsed, external, arrayBuffers } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  process.send({ rss, held: heapUsed + external + arrayBuffers, cpuSeconds: (user + system) / 1e6 });
});
// Whoever started it has gone.
process.on("disconnect", () => process.exit());
process.send({ url: server.url, key: secret });
