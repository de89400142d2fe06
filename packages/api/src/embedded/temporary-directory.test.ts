import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeTemporaryDirectory } from "./temporary-directory.ts";

test("makeTemporaryDirectory removes what dead processes left, and nothing of living ones", () => {
  const mine = makeTemporaryDirectory("klik-test");
  const { pid } = spawnSync(process.execPath, ["--version"]);
  const left = mine.replace(new RegExp(`-${process.pid}-[^/]*$`), `-${pid}-abcdef`);
  mkdirSync(left);
  writeFileSync(join(left, "socket"), "");

  const other = makeTemporaryDirectory("klik-test");

  expect(existsSync(left)).toBe(false);
  expect(existsSync(mine)).toBe(true);
  expect(other).not.toBe(mine);
  expect(statSync(other).mode & 0o077).toBe(0);
  for (const directory of [mine, other]) rmSync(directory, { recursive: true });
});
