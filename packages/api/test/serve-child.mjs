// Serves with the compiled code until it is killed; says where, and, when asked, how much memory it took at most since it was last asked.
import { createApi } from "../dist/api.js";
import { Folder } from "../dist/columns/folder.js";
import { connect } from "../dist/db/connect.js";
import { migrateToLatest } from "../dist/db/migrate.js";
import { startEmbedded } from "../dist/embedded/start-embedded.js";
import { startHttpServer } from "../dist/server/http-server.js";

const { directory, address } = JSON.parse(process.argv[2]);
const embedded = directory === undefined ? null : await startEmbedded({ directory });
const db = connect(embedded?.address ?? address);
await migrateToLatest(db);
new Folder(db, { intervalMilliseconds: 100 }).start();
const server = await startHttpServer({ api: createApi({ db }), db, host: "127.0.0.1", port: 0 });

let most = 0;
setInterval(() => {
  most = Math.max(most, process.memoryUsage.rss());
}, 20);
process.on("message", () => {
  process.send({ most });
  most = process.memoryUsage.rss();
});
// Whoever started it has gone, and its directory with it.
process.on("disconnect", () => process.exit());
process.send({ url: server.url });
