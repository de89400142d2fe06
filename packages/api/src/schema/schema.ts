import type { GraphQLSchema } from "graphql";
import { builder } from "./builder.ts";
import "./scalars.ts";
import "./metric-definition.ts";
import "./instrument.ts";
import "./organisations.ts";
import "./responses.ts";
import "./segment.ts";
import "./nps.ts";
import "./ces.ts";
import "./satisfaction.ts";
import "./shares.ts";
import "./word-of-mouth.ts";
import "./expectation.ts";
import "./sentiment.ts";
import "./experience.ts";
import "./reasons.ts";
import "./ambassadors.ts";
import "./change.ts";
import "./benchmark.ts";
import "./driver-analysis.ts";
import "./driver-certainty.ts";
import "./driver-asymmetry.ts";
import "./driver-placement.ts";
import "./driver-simulation.ts";
import "./driver-stability.ts";
import "./submit-responses.ts";
import "./define-instrument.ts";
import "./erase-respondent.ts";
import "./key.ts";
import "./create-key.ts";
import "./revoke-key.ts";

builder.queryType({ description: "Read numbers, and what they mean." });
builder.mutationType({ description: "Change what is stored. What a client can mend comes back as data." });

/** The executable schema. */
export const schema: GraphQLSchema = builder.toSchema();
