import { fork } from "node:child_process";
import { once } from "node:events";

/** Clients in a process of their own, so that the server's CPU is the server's. */
export function startClients() {
  const child = fork(new URL("./client-process.mjs", import.meta.url));
  return {
    child,
    stop: async () => {
      child.kill();
      await once(child, "exit");
    },
  };
}

/** Sends a request many times over, by some clients at once that each wait for their answer. */
export async function askMany({ child }, target, requests, clients) {
  const answered = once(child, "message");
  child.send({ ...target, requests, clients });
  const [answer] = await answered;
  if (answer.error !== undefined) throw new Error(answer.error);
  return answer;
}
