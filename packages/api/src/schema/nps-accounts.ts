import { type Account, accountNps, type AccountWeighting } from "@klik/metrics-core/people";
import type { Context } from "../context.ts";
import type { GroupBy } from "../plan/scope.ts";
import { builder } from "./builder.ts";
import { computed, requestError } from "./error.ts";
import { MeasureType } from "./estimate.ts";
import { findIn, measuredIn } from "./measured.ts";
import { type OrdinalQuestion, questionFor } from "./ordinal-question.ts";
import { type Segment, SegmentType, tallyIn } from "./segment.ts";
import { requireText } from "./segment-input.ts";
import { partsOf } from "./segment-parts.ts";

const AccountWeightingType = builder.enumType("AccountWeighting", {
  description: "Who counts how much among accounts. Each is a metric of its own.",
  values: {
    POOLED: { value: "pooled", description: "Every response the same." },
    MEAN: { value: "mean", description: "Every account the same." },
    REVENUE: { value: "revenue", description: "Every euro the same." },
  } as const satisfies Record<string, { value: AccountWeighting; description: string }>,
});

builder.objectField(SegmentType, "npsOfAccounts", (t) =>
  t.field({
    type: MeasureType,
    nullable: true,
    description:
      "Net Promoter Score of business customers, of each of which several people may answer: the standard error comes from the accounts. Null with an error as `nps`, and where a revenue is missing or an account has two.",
    args: {
      question: t.arg.string({ description: "Code of the question; may be left out when only one serves." }),
      account: t.arg.string({
        required: true,
        description:
          "Name of the attribute that says of which account a response is. Responses without it are left out.",
      }),
      weighting: t.arg({
        type: AccountWeightingType,
        required: true,
        defaultValue: "mean",
        description: "Who counts how much.",
      }),
      revenue: t.arg.string({
        description: "Name of the attribute with the revenue of the account, in any one currency; needed by REVENUE.",
      }),
    },
    resolve: async (segment, { question: code, account, weighting, revenue }, context) => {
      const question = questionFor("npsOfAccounts", segment, code, ({ role }) => role === "nps");
      if (weighting === "revenue" && revenue == null)
        throw requestError("BAD_USER_INPUT", "npsOfAccounts.revenue: expected the name of an attribute, got none");
      const names = weighting === "revenue" ? [account, revenue!] : [account];
      for (const name of names) requireText("npsOfAccounts", name);
      const about = JSON.stringify(["accounts", question.code, ...names]);
      const finding = await findIn(segment, about, context, (other, where) =>
        accountsIn(other, question, names, where),
      );
      return computed(() => measuredIn(finding, (accounts) => accountNps(accounts, weighting)));
    },
  }),
);

/** @throws GraphQLError `BAD_USER_INPUT` for an account with two revenues */
async function accountsIn(
  segment: Segment,
  question: OrdinalQuestion,
  names: readonly string[],
  context: Context,
): Promise<readonly Account[]> {
  const by = names.map((name): GroupBy => ({ kind: "attribute", name }));
  const parts = await partsOf(segment, by, question, context);
  const at = segment.scope.by.length;
  const known = new Set<string>();
  const accounts: Promise<Account>[] = [];
  for (const part of parts) {
    const [account, revenue] = part.row.values.slice(at);
    if (account == null) continue;
    if (known.has(account)) {
      const message = `npsOfAccounts: expected one revenue of an account, got two of ${JSON.stringify(account.slice(0, 40))}`;
      throw requestError("BAD_USER_INPUT", message);
    }
    known.add(account);
    accounts.push(accountOf(tallyIn(part, question, context), revenue));
  }
  return Promise.all(accounts);
}

async function accountOf(tally: ReturnType<typeof tallyIn>, revenue: string | null | undefined): Promise<Account> {
  // Left out it is refused where it is needed, and what is no number is refused as such.
  return revenue == null || revenue.trim() === ""
    ? { tally: await tally }
    : { tally: await tally, revenue: Number(revenue) };
}
