import { fc, test as propertyTest } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { positionAmong, quartilesOf } from "./position.ts";

const PEERS = [-12, -3, 1, 4, 4, 9, 15, 22];

describe("positionAmong", () => {
  test("mid-rank percentile", () => {
    // DEFINITIONS 13.2
    expect(positionAmong(PEERS, 4)).toEqual({ percentile: 50, below: 3, level: 2, above: 3 });
    expect(positionAmong(PEERS, -20)).toMatchObject({ percentile: 0 });
    expect(positionAmong(PEERS, 22)).toMatchObject({ percentile: 93.75, above: 0 });
    expect(positionAmong(PEERS, 23)).toMatchObject({ percentile: 100 });
  });

  test("is null without peers, and refuses what is no number", () => {
    expect(positionAmong([], 4)).toBeNull();
    const invalid = expect.objectContaining({ code: "ARGUMENT_INVALID" });
    expect(() => positionAmong(PEERS, Number.NaN)).toThrow(invalid);
    expect(() => positionAmong([1, Number.POSITIVE_INFINITY], 1)).toThrow(invalid);
  });
});

describe("quartilesOf", () => {
  test("type 7", () => {
    // DEFINITIONS 13.2
    expect(quartilesOf([...PEERS].reverse())).toEqual({ low: 0, median: 4, high: 10.5 });
    expect(quartilesOf([7])).toEqual({ low: 7, median: 7, high: 7 });
  });

  test("is null without values, and refuses what is no number", () => {
    expect(quartilesOf([])).toBeNull();
    expect(() => quartilesOf([1, Number.NaN])).toThrow(expect.objectContaining({ code: "ARGUMENT_INVALID" }));
  });
});

const numbers = fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 1, maxLength: 20 });

describe("laws of positions", () => {
  propertyTest.prop([numbers, fc.integer({ min: -100, max: 100 })])(
    "turning the scale round turns the percentile round",
    (peers, own) => {
      const turned = positionAmong(
        peers.map((peer) => -peer),
        -own,
      )!;
      expect(turned.percentile).toBeCloseTo(100 - positionAmong(peers, own)!.percentile, 10);
    },
  );

  propertyTest.prop([numbers, fc.integer({ min: -100, max: 99 })])(
    "a better number never stands lower",
    (peers, own) => {
      expect(positionAmong(peers, own + 1)!.percentile).toBeGreaterThanOrEqual(positionAmong(peers, own)!.percentile);
    },
  );
});
