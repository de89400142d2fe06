// `node examples/client/main.ts [URL [INSTRUMENT [QUESTION]]]`, with Node 22.18 or later, which runs TypeScript as it is.
// KLIK_KEY holds an API key for a server that asks for one.
import { connect } from "./connect.ts";
import { numberText, ranking } from "./ranking.ts";

const [url = "http://127.0.0.1:4000/graphql", instrument = "synthetic-service", question] = process.argv.slice(2);
const client = connect(url, process.env["KLIK_KEY"]);
const rows = await ranking(client, { instrument, ...(question === undefined ? {} : { question }) });
for (const { organisation, nps } of rows) {
  if (nps !== null)
    console.log(`${organisation.name} [${organisation.sector?.label ?? "no sector"}]: ${numberText(nps)}`);
}
