import { stringify } from "csv-stringify/sync";
import pg from "pg";

/** `psql ADDRESS --csv -c STATEMENT`, as psql writes it. */
const [connectionString, format, option, statement, ...more] = process.argv.slice(2);
if (format !== "--csv" || option !== "-c" || more.length > 0)
  throw new Error("psql: expected ADDRESS --csv -c STATEMENT");
const client = new pg.Client({ connectionString, types: { getTypeParser: () => (text) => text } });
await client.connect();
const { fields, rows } = await client.query({ text: statement, rowMode: "array" });
process.stdout.write(stringify([fields.map(({ name }) => name), ...rows]));
await client.end();
