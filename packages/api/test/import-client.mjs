// Sends rows to a server in pieces of 100 and says how many it has handed over: to be killed by import-http-killed.test.ts.
import { once } from "node:events";
import { request } from "node:http";

const { url, instrument, rows } = JSON.parse(process.argv[2]);
const post = request(`${url}/import?instrument=${instrument}&create=true`, {
  method: "POST",
  headers: { "content-type": "text/csv" },
});
post.write("external_id,organisation,responded_at,nps,remark\n");
for (let row = 0; row < rows; ) {
  let piece = "";
  for (let end = row + 100; row < end; row++) piece += `c${row},org-${row % 5},2024-02-01,${row % 11},note ${row}\n`;
  if (!post.write(piece)) await once(post, "drain");
  process.stdout.write(`${row}\n`);
}
// It never ends: whoever starts it kills it.
setInterval(() => {}, 1000);
