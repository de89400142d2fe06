import { expect, test } from "vitest";
import { OPEN_VIEWER, type Viewer } from "../access/viewer.ts";
import { IMPORT_LIMITS } from "../limits.ts";
import { Gate } from "./gate.ts";

const of = (...organisations: readonly number[]): Viewer => ({ ...OPEN_VIEWER, organisations });

/** Work that goes on until it is told to end. */
function held(gate: Gate, viewer: Viewer): { readonly done: Promise<void>; end(): void } {
  let end = (): void => {};
  const done = gate.pass(viewer, () => new Promise((resolve) => void (end = resolve)));
  return { done, end: () => end() };
}

test("an organisation has some of the places, and the rest is for others", async () => {
  const gate = new Gate();
  const first = Array.from({ length: IMPORT_LIMITS.importsOfOne }, () => held(gate, of(1)));
  await expect(gate.pass(of(1), async () => {})).rejects.toMatchObject({ status: 429, code: "IMPORTS_BUSY" });
  await gate.pass(of(2), async () => {});
  const others = Array.from({ length: IMPORT_LIMITS.imports - first.length }, () => held(gate, OPEN_VIEWER));
  for (const viewer of [OPEN_VIEWER, of(2)])
    await expect(gate.pass(viewer, async () => {})).rejects.toMatchObject({ code: "IMPORTS_BUSY" });

  first[0]!.end();
  await first[0]!.done;
  const again = held(gate, of(1));
  await expect(gate.pass(OPEN_VIEWER, async () => {})).rejects.toMatchObject({ code: "IMPORTS_BUSY" });
  for (const one of [...first, ...others, again]) one.end();
  await Promise.all([...first, ...others, again].map(({ done }) => done));
  await gate.pass(of(1), async () => {});
});

test("work that fails gives its place back", async () => {
  const gate = new Gate();
  for (let round = 0; round < IMPORT_LIMITS.importsOfOne + 1; round++)
    await expect(gate.pass(of(1), () => Promise.reject(new Error("no")))).rejects.toThrow("no");
});
