import SchemaBuilder from "@pothos/core";
import type { Context } from "../context.ts";
import type { AnswerValue } from "../ingest/submission.ts";

/** The one builder of the schema. Fields are non-null unless they say otherwise; null always has a meaning. */
export const builder = new SchemaBuilder<{
  Context: Context;
  DefaultFieldNullability: false;
  Scalars: {
    Decimal: { Input: number; Output: number };
    Date: { Input: string; Output: string };
    DateTime: { Input: string; Output: string };
    AnswerValue: { Input: AnswerValue; Output: AnswerValue };
  };
}>({ defaultFieldNullability: false });
