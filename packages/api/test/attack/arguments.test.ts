import { buildClientSchema, getIntrospectionQuery, type GraphQLSchema, type IntrospectionQuery } from "graphql";
import { afterAll, beforeAll, expect, test } from "vitest";
import { attacksOn, placesIn } from "./every-argument.ts";
import { asGraphql, describeOnTargets, expectToHold, IS_FULL, Target } from "./target.ts";

/** Of so many attacks one is sent, unless all are: another one every hour, so that none is left out for ever. */
const ONE_OF = IS_FULL ? 1 : Number(process.env["KLIK_ATTACK"] ?? 23);

describeOnTargets("hostile values in every argument", (engine) => {
  let target: Target;
  let schema: GraphQLSchema;
  beforeAll(async () => {
    target = await Target.start(engine);
    const query = getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true });
    const { text } = await target.send(asGraphql("introspection", query));
    schema = buildClientSchema((JSON.parse(text) as { readonly data: IntrospectionQuery }).data);
  });
  afterAll(() => target.stop());

  test("reach the arguments of every kind of field", () => {
    const places = [...placesIn(schema)].map(({ name }) => name);
    expect(places.length).toBeGreaterThan(150);
    expect(places).toEqual(
      expect.arrayContaining([
        "Query.segments(where).attributes.in",
        "Nps.interval(level)",
        "DriverAnalysis.certainty(replications)",
        "Mutation.submitResponses(input).responses.answers.value",
        "Mutation.defineInstrument(input).questions.scale.step",
      ]),
    );
  });

  test("do no harm", async () => {
    const offset = Math.floor(Date.now() / 3_600_000) % ONE_OF;
    const sent = await expectToHold(
      target,
      attacksOn(schema, (index) => index % ONE_OF === offset),
    );
    console.log(`${engine}: ${sent} requests`);
    expect(sent).toBeGreaterThan(300);
  }, 1_800_000);
});
