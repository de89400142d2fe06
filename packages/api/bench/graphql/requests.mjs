/** Slot, code, and what is asked of it. */
export const ASKED = [
  { slot: 0, code: "recommend", field: "nps" },
  { slot: 1, code: "waiting", field: "satisfaction" },
  { slot: 2, code: "knowledge", field: "satisfaction" },
  { slot: 3, code: "kindness", field: "satisfaction" },
  { slot: 10, code: "satisfied", field: "satisfaction" },
  { slot: 11, code: "mark", field: "satisfaction" },
];

const metrics = ASKED.map(
  ({ code, field }) =>
    `${code}: ${field}(question: "${code}") { value standardError interval { low high } base { valid } }`,
).join("\n      ");

const query = `query Dashboard($instrument: String!, $by: [GroupBy!]) {
  segments(instrument: $instrument, by: $by) {
    nodes {
      key { sector { code } channel { code } }
      responses
      ${metrics}
    }
  }
}`;

export const GRAPHQL_REQUEST = JSON.stringify({
  query,
  variables: { instrument: "cx", by: [{ dimension: "SECTOR" }, { dimension: "CHANNEL" }] },
});
export const HELLO_REQUEST = JSON.stringify({ query: "{ __typename }" });
