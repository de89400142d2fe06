// A process that has just started asks one question, and prints after how many milliseconds it knows: segments.bench.mjs starts it.
import { maintenance } from "../../dist/access/bound-database.js";
import { ColumnStore } from "../../dist/columns/column-source.js";
import { connect } from "../../dist/db/connect.js";
import { npsByThree } from "./reader.mjs";

const db = connect(JSON.parse(process.argv[2]));
await npsByThree(new ColumnStore(maintenance(db)))();
console.log(performance.now());
await db.destroy();
