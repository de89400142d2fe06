import fs from "node:fs";
let s = fs.readFileSync("fuzz.mjs", "utf8");
s = s.slice(0, s.indexOf("const N = +")).replace("rnd() < 0.02", "rnd() < 0.15").replace("rnd() < 0.35", "rnd() < 0.6");
s += `
const stats = {}; const m = Object.values(schema.getMutationType().getFields()).filter((f) => process.env.ERASE || f.name !== "revokeKey");
for (let i = 0; i < +process.env.N; i++) { const s0 = seed; const f = pick(m); const doc = "mutation{" + f.name + args(f, 1) + "{__typename ...on WriteRefused{code message issues{path expected got}}}}"; const r = await gql(doc, undefined, rnd() < 0.2 ? keys.alfa : keys.op).catch((e) => ({ status: 599, ms: 0, body: String(e) })); const errs = JSON.stringify(r.body?.errors ?? ""); const c = r.body?.errors?.[0].extensions?.code ?? r.body?.data?.[f.name]?.__typename; stats[f.name + " " + c] = (stats[f.name + " " + c] ?? 0) + 1; if (r.status >= 500 || /INTERNAL/.test(errs) || r.ms > 2000 || leak(errs + JSON.stringify(r.body?.data ?? ""))) console.log("BAD", s0, r.status, r.ms | 0, doc.slice(0, 900), JSON.stringify(r.body).slice(0, 500)); }
console.log(W, JSON.stringify(stats));
`;
fs.writeFileSync("mfuzz2.mjs", s);
