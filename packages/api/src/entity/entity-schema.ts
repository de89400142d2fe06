import { z } from "zod";
import { IMPORT_LIMITS, LIMITS } from "../limits.ts";
import { labels } from "../instrument/definition.ts";

/** A text as an import would take it. */
export const text = (characters: number) =>
  z
    .string()
    .refine(
      (value) =>
        value.length <= characters && value.trim() === value && value !== "" && !/[\p{Cc}\p{Surrogate}]/u.test(value),
      `1 to ${characters} characters, none of them a control character, without blanks at the ends`,
    );

/** Of an organisation, sector, channel or touchpoint. */
export const code = text(IMPORT_LIMITS.code);

/** Entities with codes of their own. */
export const batchOf = <T extends z.ZodType<{ readonly code: string }>>(entity: T) =>
  z
    .array(entity)
    .max(LIMITS.listElements, `at most ${LIMITS.listElements} elements`)
    .superRefine((batch, context) => {
      const seen = new Set<string>();
      for (const [index, { code: own }] of batch.entries()) {
        if (seen.has(own)) context.addIssue({ code: "custom", path: [index, "code"], message: "every code once" });
        seen.add(own);
      }
    });

/** Labels as a list, in which a language could stand twice. */
export const labelList = z
  .array(z.strictObject({ language: z.string(), text: z.string() }))
  .refine((list) => new Set(list.map(({ language }) => language)).size === list.length, "every language once")
  .transform((list) => Object.fromEntries(list.map((one) => [one.language, one.text])))
  .pipe(labels);
