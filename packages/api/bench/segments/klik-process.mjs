import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Klik in a process of its own. `ask` makes a function that says what it took there. */
export function startKlik(address) {
  const child = fork(fileURLToPath(new URL("klik-child.mjs", import.meta.url)), [JSON.stringify(address)]);
  let waiting = null;
  let last = null;
  child.on("message", (message) => {
    last = message;
    waiting.resolve(message);
  });
  child.on("exit", () => waiting?.reject(new Error("klik-child.mjs ended")));
  const send = (message) =>
    new Promise((resolve, reject) => {
      waiting = { resolve, reject };
      child.send(message);
    });
  return {
    ask: (question) => () => send({ question }),
    answer: async (question) => new Map((await send({ question, wantsAnswer: true })).answer),
    memory: () => ({ columns: last.columns, resident: last.resident }),
    stop: () => child.kill(),
  };
}
