import { requireScope } from "../access/require-scope.ts";
import type { Organisation } from "../plan/catalogue.ts";
import { connectionType, pageArguments } from "../relay/connection.ts";
import { connectionOf, type PagedList, readPage } from "../relay/page.ts";
import { builder } from "./builder.ts";
import { OrganisationType } from "./category.ts";
import { requireKnown } from "./require-codes.ts";
import { requireText } from "./segment-input.ts";

const LIST: PagedList<Organisation> = {
  name: "organisations",
  keyOf: ({ code }) => [code],
  isKey: (parts) => parts.length === 1,
};

const OrganisationConnectionType = connectionType(OrganisationType, "organisations");

builder.queryField("organisations", (t) =>
  t.field({
    type: OrganisationConnectionType,
    description: "Organisations that you may see, by code.",
    args: {
      ...pageArguments,
      sector: t.arg.string({ description: "Code of a sector. Left out: of all sectors and of none." }),
    },
    resolve: async (_root, { sector, ...args }, context) => {
      requireScope(context, "read");
      const page = readPage(LIST, args);
      const query = { sector: sector == null ? null : requireText("sector", sector) };
      if (query.sector !== null) await requireKnown("sector", "sector", [query.sector], context);
      const { entities } = context;
      const part = { after: page.after?.[0] ?? null, limit: page.limit + 1 };
      return connectionOf(LIST, page, await entities.organisations(query, part), () =>
        entities.countOrganisations(query),
      );
    },
  }),
);
