import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { chunksOf } from "../../test/import-text.ts";
import { IMPORT_LIMITS } from "../limits.ts";
import { unpacked, type UnpackOptions } from "./unpack.ts";

async function read(bytes: Uint8Array, options: UnpackOptions, size?: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of unpacked(chunksOf(bytes, size), options)) parts.push(part);
  return Buffer.concat(parts);
}

describe("unpacked", () => {
  const text = Buffer.from("external_id,nps\n".repeat(1000));

  test.each([1, 1000, 100_000])("gives the same bytes in chunks of %i", async (size) => {
    expect(await read(text, { gzip: false }, size)).toEqual(text);
    expect(await read(gzipSync(text), { gzip: true }, size)).toEqual(text);
    expect(await read(Buffer.concat([gzipSync(text), gzipSync(text)]), { gzip: true }, size)).toEqual(
      Buffer.concat([text, text]),
    );
  });

  test("hands on large chunks, however small those are that come", async () => {
    const long = Buffer.alloc(200_000, "a");
    for (const gzip of [false, true]) {
      const sizes: number[] = [];
      // Packed so that each byte that comes is one that goes on.
      const bytes = gzip ? gzipSync(long, { level: 0 }) : long;
      for await (const part of unpacked(chunksOf(bytes, 1), { gzip })) sizes.push(part.length);
      expect(sizes.length).toBeLessThan(5);
    }
  });

  test("takes as many bytes as are allowed, and not one more", async () => {
    for (const gzip of [false, true]) {
      const bytes = gzip ? gzipSync(text) : text;
      expect(await read(bytes, { gzip, most: text.length })).toEqual(text);
      await expect(read(bytes, { gzip, most: text.length - 1 })).rejects.toMatchObject({ code: "FILE_TOO_LARGE" });
    }
    expect(IMPORT_LIMITS.file).toBe(2 * 1024 ** 3);
  });

  test("takes a file that packs well while it is small, and refuses it when it goes on", async () => {
    const small = Buffer.alloc(IMPORT_LIMITS.ratioFrom);
    expect((await read(gzipSync(small), { gzip: true })).length).toBe(small.length);
    const bomb = gzipSync(Buffer.alloc(IMPORT_LIMITS.ratioFrom + 100_000));
    await expect(read(bomb, { gzip: true })).rejects.toMatchObject({ code: "FILE_TOO_LARGE" });
  });

  test.each([
    ["cut off", gzipSync(text).subarray(0, 40)],
    ["empty", Buffer.alloc(0)],
    ["no gzip", text],
    ["followed by something else", Buffer.concat([gzipSync(text), text])],
  ])("refuses a file that is %s", async (_name, bytes) => {
    await expect(read(bytes, { gzip: true })).rejects.toMatchObject({ code: "FILE_INVALID" });
  });

  test("throws what its source throws, and lets go of it when nobody reads on", async () => {
    let open = true;
    async function* source(fails: boolean): AsyncGenerator<Uint8Array> {
      try {
        for (;;) {
          yield gzipSync(text);
          if (fails) throw new Error("gone");
        }
      } finally {
        open = false;
      }
    }
    await expect(async () => {
      for await (const part of unpacked(source(true), { gzip: true })) void part;
    }).rejects.toThrow("gone");
    open = true;
    for await (const part of unpacked(source(false), { gzip: true })) if (part.length > 0) break;
    await expect.poll(() => open).toBe(false);
  });
});
