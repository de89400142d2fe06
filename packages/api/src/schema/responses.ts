import { requireScope } from "../access/require-scope.ts";
import type { Context } from "../context.ts";
import type { Instrument } from "../instrument/store.ts";
import type { Organisation } from "../plan/catalogue.ts";
import type { StoredResponse } from "../plan/entities.ts";
import type { Scope } from "../plan/scope.ts";
import { connectionType, pageArguments } from "../relay/connection.ts";
import { NodeType, registerNode } from "../relay/node.ts";
import { connectionOf, type PagedList, readPage } from "../relay/page.ts";
import { builder } from "./builder.ts";
import { CategoryType, OrganisationType } from "./category.ts";
import { InstrumentType } from "./instrument.ts";
import { requireInstrument } from "./require-instrument.ts";
import { answersOf, AnswerType } from "./response-answers.ts";
import { AUDIENCES } from "./segment.ts";
import { AudienceType, readFilter, ResponseFilterType } from "./segment-input.ts";

interface ResponseNode {
  readonly instrument: Instrument;
  readonly stored: StoredResponse;
}

interface ResponseAttribute {
  readonly name: string;
  readonly value: string;
}

const ResponseAttributeType = builder.objectRef<ResponseAttribute>("ResponseAttribute").implement({
  description: "A free attribute of a response.",
  fields: (t) => ({
    name: t.exposeString("name", { description: "Name of the attribute." }),
    value: t.exposeString("value", { description: "Its value, as text." }),
  }),
});

const ResponseType = builder.objectRef<ResponseNode>("Response").implement({
  description: "What one person, or one organisation, answered at one moment. Who answered is not to be had.",
  interfaces: [NodeType],
  fields: (t) => ({
    externalId: t.string({
      description: "Id at the source: sending it again corrects the response.",
      resolve: ({ stored }) => stored.externalId,
    }),
    instrument: t.expose("instrument", { type: InstrumentType, description: "What was asked." }),
    organisation: t.field({
      type: OrganisationType,
      description: "The organisation that was rated.",
      // A response is seen with its organisation, or not at all.
      resolve: async ({ stored }, _args, { catalogue }): Promise<Organisation> =>
        (await catalogue.organisation(stored.organisationId))!,
    }),
    channel: t.field({
      type: CategoryType,
      nullable: true,
      description: "Contact channel. Null: unknown.",
      resolve: ({ stored: { channelId } }, _args, { catalogue }) =>
        channelId === null ? null : catalogue.category("channel", channelId),
    }),
    touchpoint: t.field({
      type: CategoryType,
      nullable: true,
      description: "Contact moment. Null: unknown.",
      resolve: ({ stored: { touchpointId } }, _args, { catalogue }) =>
        touchpointId === null ? null : catalogue.category("touchpoint", touchpointId),
    }),
    audience: t.field({
      type: AudienceType,
      description: "Who answered.",
      resolve: ({ stored }) => AUDIENCES[String(stored.audience)]!, // a check of the table
    }),
    respondedAt: t.field({
      type: "DateTime",
      description: "The moment of the answers.",
      resolve: ({ stored }) => stored.respondedAt.toISOString(),
    }),
    day: t.field({
      type: "Date",
      description: "Its day, in the operator's time zone.",
      resolve: ({ stored }) => stored.day,
    }),
    weight: t.field({
      type: "Decimal",
      description: "The weight that it came with; 1 where it came with none.",
      resolve: ({ stored }) => Number(stored.weight),
    }),
    attributes: t.field({
      type: [ResponseAttributeType],
      description: "Free attributes, by name.",
      resolve: ({ stored }) =>
        Object.entries(stored.attributes)
          .map(([name, value]) => ({ name, value: typeof value === "string" ? value : JSON.stringify(value) }))
          .sort((a, b) => (a.name < b.name ? -1 : 1)),
    }),
    answers: t.field({
      type: [AnswerType],
      description:
        "To all questions of the newest version, and to those of earlier ones that it answered. Open text only with the scope `comments`.",
      resolve: ({ instrument, stored }, _args, context) => loadAnswers(instrument, stored, context),
    }),
  }),
});

async function loadAnswers(instrument: Instrument, stored: StoredResponse, { entities, viewer }: Context) {
  const asks = (role: string): boolean =>
    [...instrument.questions, ...instrument.earlier].some((question) => question.role === role);
  const [texts, numbers] = await Promise.all([
    viewer.scopes.has("comments") ? (asks("comment") ? entities.texts(stored) : []) : null,
    asks("number") ? entities.numbers(stored) : [],
  ]);
  return answersOf(instrument, stored, { texts, numbers });
}

registerNode<ResponseNode>("Response", {
  partsOf: ({ instrument, stored }) => [instrument.code, stored.organisation, stored.externalId],
  async find([code, organisation, externalId], { instruments, entities }) {
    if (code === undefined || organisation === undefined || externalId === undefined) return null;
    const instrument = await instruments.byCode(code);
    if (instrument === null) return null;
    const stored = await entities.response({ instrumentId: instrument.id, organisation, externalId });
    return stored === null ? null : { instrument, stored };
  },
});

const LIST: PagedList<ResponseNode> = {
  name: "responses",
  keyOf: ({ stored }) => [stored.day, stored.organisation, stored.externalId],
  isKey: ([day = "", ...names]) => isDay(day) && names.length === 2,
};

/** A day that Postgres takes, too. */
const isDay = (text: string): boolean =>
  /^(?!0000)\d{4}-\d\d-\d\d$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  new Date(text).toISOString().startsWith(text);

builder.queryField("responses", (t) =>
  t.field({
    type: connectionType(ResponseType, "responses"),
    description:
      "Responses to one instrument one by one, newest day first, then by organisation and external id. For numbers ask `segments`.",
    args: {
      instrument: t.arg.string({ required: true, description: "Code of the instrument." }),
      where: t.arg({ type: ResponseFilterType, description: "Which responses. Left out: all." }),
      ...pageArguments,
    },
    resolve: async (_root, { instrument: code, where, ...args }, context) => {
      requireScope(context, "read");
      const page = readPage(LIST, args);
      const filter = readFilter(where);
      const instrument = await requireInstrument(code, filter, { argument: "instrument", where: "responses" }, context);
      const scope: Scope = {
        instrumentId: instrument.id,
        visible: context.viewer.organisations,
        where: filter,
        by: [],
      };
      const [day = "", organisation = "", externalId = ""] = page.after ?? [];
      const found = await context.entities.responses(scope, {
        after: page.after === null ? null : { day, organisation, externalId },
        limit: page.limit + 1,
      });
      return connectionOf(
        LIST,
        page,
        found.map((stored) => ({ instrument, stored })),
        async () => (await context.summaries.segments(scope))[0]?.responses ?? 0,
      );
    },
  }),
);
