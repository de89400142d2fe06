import { createApi } from "../../dist/api.js";

const DASHBOARD = `query Dashboard($where: ResponseFilter) {
  segments(instrument: "cx", by: [{ dimension: SECTOR }, { dimension: CHANNEL }, { period: MONTH }], where: $where, first: 5000) {
    nodes { key { sector { code } channel { code } period { from } } nps(question: "recommend") { value } }
  }
}`;

const DRIVER_ANALYSIS = `query Drivers {
  segments(instrument: "cx") { nodes { drivers(outcome: "recommend") { n drivers { code importance } } } }
}`;

/** The same questions through the whole API, as a request and an answer of JSON, without a network. */
export function graphqlRequests(db, columns) {
  const api = createApi({ db, columns });
  const ask = async (query, variables = {}) => {
    const response = await api.fetch("http://klik/graphql", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = JSON.parse(await response.text());
    if (errors !== undefined) throw new Error(JSON.stringify(errors));
    return data.segments.nodes;
  };
  return {
    "GraphQL nps": () => ask(DASHBOARD),
    "GraphQL filtered": () => ask(DASHBOARD, { where: { attributes: [{ name: "region", in: ["region 7"] }] } }),
    "GraphQL gram": () => ask(DRIVER_ANALYSIS),
  };
}
