import { expect, test } from "vitest";
import { poolOf } from "../access/bound-database.ts";
import { describeOnDatabases } from "../../test/database.ts";
import { claimsOn } from "./claims.ts";

describeOnDatabases("claims", (database) => {
  test("are taken and freed by many at once, without a warning of the driver", async () => {
    const warnings: string[] = [];
    const note = ({ message }: Error): void => void warnings.push(message);
    process.on("warning", note);
    const claims = claimsOn(poolOf(database().db));
    const names = Array.from({ length: 20 }, (_, index) => `many ${index}`);
    expect(await Promise.all(names.map((name) => claims.take(name)))).toEqual(names.map(() => true));
    await Promise.all(names.map((name) => claims.free(name)));
    await new Promise((resolve) => setImmediate(resolve));
    process.off("warning", note);
    expect(warnings).toEqual([]);
  });
});
