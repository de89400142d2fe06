import { Agent, request } from "node:http";

process.on("message", async ({ url, body, requests, clients }) => {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const times = [];
  let [left, answer] = [requests, ""];
  const client = async () => {
    while (left-- > 0) {
      const start = performance.now();
      answer = await post(agent, url, body);
      times.push(performance.now() - start);
    }
  };
  try {
    const start = performance.now();
    await Promise.all(Array.from({ length: clients }, client));
    const seconds = (performance.now() - start) / 1000;
    times.sort((a, b) => a - b);
    const at = (share) => times[Math.min(times.length - 1, Math.floor(share * times.length))];
    process.send({ answer, perSecond: requests / seconds, p50: at(0.5), p99: at(0.99) });
  } catch (error) {
    process.send({ error: error.stack });
  } finally {
    agent.destroy();
  }
});

function post(agent, url, body) {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
    const sent = request(url, { method: "POST", agent, headers }, (response) => {
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString();
        if (response.statusCode === 200 && !text.startsWith('{"errors')) resolve(text);
        else reject(new Error(`${response.statusCode}: ${text.slice(0, 500)}`));
      });
      response.on("error", reject);
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
