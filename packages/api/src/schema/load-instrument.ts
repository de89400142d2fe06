import { requireOperator } from "../access/require-scope.ts";
import { builder } from "./builder.ts";
import { DefineInstrumentResultType } from "./define-instrument.ts";
import { orRefused } from "./write-refused.ts";

builder.mutationField("loadInstrument", (t) =>
  t.field({
    type: DefineInstrumentResultType,
    description:
      "Stores an instrument that comes with Klik, as defineInstrument does with its definition; again it stays the version that it is.",
    args: { code: t.arg.string({ required: true, description: "Its code, such as national-experience." }) },
    resolve: (_root, { code }, context) => {
      requireOperator(context, "admin");
      return orRefused(() => context.writes.loadShipped(code));
    },
  }),
);
