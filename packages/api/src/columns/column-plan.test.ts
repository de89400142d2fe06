import { ZERO_TO_TEN } from "@klik/metrics-core";
import { expect, test } from "vitest";
import { describePlan, planColumns } from "./column-plan.ts";

test("a plan names the columns that it reads, and prints", () => {
  const plan = planColumns(
    {
      instrumentId: 3,
      visible: "all",
      where: {
        organisations: ["noord"],
        channels: ["web"],
        from: "2024-01-01",
        attributes: [{ name: "gate", in: ["A"] }],
      },
      by: [
        { kind: "dimension", dimension: "SECTOR" },
        { kind: "period", grain: "MONTH" },
        { kind: "dimension", dimension: "CHANNEL" },
      ],
    },
    [{ slot: 4, scale: ZERO_TO_TEN }],
  );
  expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
  expect(plan.columns).toEqual(["day", "channel", "attribute:gate", "weight", "slot:4"]);
  expect(describePlan(plan)).toEqual([
    "where: organisations noord; days from 2024-01-01 until the last; channel in web; attribute:gate in A",
    "group by: sector, month, channel",
    "needs: day, channel, attribute:gate, weight, slot:4",
  ]);
  expect(describePlan(planColumns({ instrumentId: 1, visible: [4], where: {}, by: [] }, []))).toEqual([
    "where: visible: organisations with id 4",
    "group by: nothing",
    "needs: day",
  ]);
});
