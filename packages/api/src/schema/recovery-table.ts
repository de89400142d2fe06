import { type QuadrantCell, RECOVERY_TABLE, type RecoveryTable } from "@klik/metrics-core/outcomes";
import { builder } from "./builder.ts";
import { requestError } from "./error.ts";
import { requireText } from "./segment-input.ts";

export const QuadrantCellType = builder.enumType("QuadrantCell", {
  description: "Where an event stands: who was responsible, and how much it affected the relation.",
  values: {
    INTERNAL_LOW: { value: "internal_low", description: "The organisation was responsible; the impact was low." },
    INTERNAL_HIGH: { value: "internal_high", description: "The organisation was responsible; the impact was high." },
    CUSTOMER_LOW: { value: "customer_low", description: "The customer was responsible; the impact was low." },
    CUSTOMER_HIGH: { value: "customer_high", description: "The customer was responsible; the impact was high." },
  } as const satisfies Record<string, { value: QuadrantCell; description: string }>,
});

const MappingType = builder.enumType("RecoveryMapping", {
  description: "Where it comes from which cell gets which action.",
  values: {
    PUBLISHED: { value: "published", description: "A source says so." },
    ASSUMPTION: { value: "assumption", description: "Somebody assumed it." },
  } as const satisfies Record<string, { value: RecoveryTable["mapping"]; description: string }>,
});

export const RecoveryTableType = builder.objectRef<RecoveryTable>("RecoveryTable").implement({
  description: "The decision table that was used.",
  fields: (t) => ({
    id: t.exposeString("id", { description: "Its name." }),
    version: t.exposeInt("version", { description: "Its version." }),
    impactCut: t.expose("impactCut", {
      type: "Decimal",
      description: "Impact at or above it is high; 0 (lowest answer) to 1 (highest).",
    }),
    mapping: t.expose("mapping", { type: MappingType, description: "Where the actions of the cells come from." }),
    source: t.exposeString("source", { description: "In words." }),
  }),
});

export const RecoveryTableInputType = builder.inputType("RecoveryTableInput", {
  description: "A decision table of your own. The actions are categories of the question on the action taken.",
  fields: (t) => ({
    id: t.string({ required: true, description: "Its name." }),
    version: t.int({ required: true, description: "Its version, 1 or more." }),
    impactCut: t.float({
      required: true,
      defaultValue: 0.5,
      description: "Impact at or above it is high; 0 (lowest answer) to 1 (highest).",
    }),
    internalLow: t.string({ required: true, description: "Action for INTERNAL_LOW." }),
    internalHigh: t.string({ required: true, description: "Action for INTERNAL_HIGH." }),
    customerLow: t.string({ required: true, description: "Action for CUSTOMER_LOW." }),
    customerHigh: t.string({ required: true, description: "Action for CUSTOMER_HIGH." }),
    mapping: t.field({
      type: MappingType,
      required: true,
      defaultValue: "assumption",
      description: "Where the actions of the cells come from.",
    }),
    source: t.string({ required: true, description: "In words." }),
  }),
});

/** @throws GraphQLError `BAD_USER_INPUT` for a text that is too long, a cut off 0–1, or a version below 1 */
export function readRecoveryTable(input: typeof RecoveryTableInputType.$inferInput | null | undefined): RecoveryTable {
  if (input == null) return RECOVERY_TABLE;
  const { id, version, impactCut, mapping, source, internalLow, internalHigh, customerLow, customerHigh } = input;
  if (!(impactCut >= 0 && impactCut <= 1))
    throw requestError("BAD_USER_INPUT", `table.impactCut: expected 0 to 1, got ${impactCut}`);
  if (version < 1) throw requestError("BAD_USER_INPUT", `table.version: expected 1 or more, got ${version}`);
  return {
    id: requireText("table.id", id),
    version,
    impactCut,
    actions: {
      internal_low: requireText("table.internalLow", internalLow),
      internal_high: requireText("table.internalHigh", internalHigh),
      customer_low: requireText("table.customerLow", customerLow),
      customer_high: requireText("table.customerHigh", customerHigh),
    },
    mapping,
    source: requireText("table.source", source),
  };
}
