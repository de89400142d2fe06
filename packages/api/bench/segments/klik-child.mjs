// Answers questions in a process of its own, as a server does, where nothing else leaves garbage or threads: klik-process.mjs starts it.
import { maintenance } from "../../dist/access/bound-database.js";
import { ColumnStore } from "../../dist/columns/column-source.js";
import { connect } from "../../dist/db/connect.js";
import { graphqlRequests } from "./graphql.mjs";
import { gramOfDrivers, npsByThree, ONE_REGION, otherQuestions, WEIGHTING } from "./reader.mjs";

const db = connect(JSON.parse(process.argv[2]));
const store = new ColumnStore(maintenance(db));
const questions = {
  nps: npsByThree(store),
  filtered: npsByThree(store, ONE_REGION),
  weighted: npsByThree(store, {}, { weighting: WEIGHTING }),
  gram: gramOfDrivers(store),
  ...otherQuestions(store),
  ...graphqlRequests(db, store),
};

process.on("message", async ({ question, wantsAnswer }) => {
  const before = process.cpuUsage();
  const start = performance.now();
  const answer = await questions[question]();
  const wall = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  process.send({
    wall,
    processor: (user + system) / 1000,
    columns: store.statistics().bytes,
    resident: process.memoryUsage.rss(),
    ...(wantsAnswer ? { answer: [...(answer.products ?? answer).entries()] } : {}),
  });
});
