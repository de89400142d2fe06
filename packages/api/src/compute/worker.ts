import { type MessagePort, parentPort } from "node:worker_threads";
import { type Order, outcomeOf } from "./message.ts";
import { taskOf } from "./tasks.ts";

// One task after the other, for as long as the thread lives; `compute-pool.ts` asks the next when this one is answered.
const port = parentPort as MessagePort; // this file only ever runs as a worker

port.on("message", ({ name, input }: Order) => port.postMessage(outcomeOf(() => taskOf(name).run(input))));
