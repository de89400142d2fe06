import { RANDOM_GROUPS, SINGLE_RESPONSES } from "../compute/driver-tasks.ts";
import { LIMITS } from "../limits.ts";
import { builder } from "./builder.ts";
import { requestError } from "./error.ts";

/** Arguments of everything that draws samples. */
export const samplingArguments = builder.args((arg) => ({
  level: arg.float({ required: true, defaultValue: 0.95, description: "Confidence level between 0 and 1." }),
  replications: arg.int({
    required: true,
    defaultValue: 1000,
    description: `Samples to draw, 100 to ${LIMITS.replications}. Of more than ${SINGLE_RESPONSES.toLocaleString("en")} responses, ${RANDOM_GROUPS.toLocaleString("en")} random groups are drawn instead of single responses.`,
  }),
  seed: arg.int({
    required: true,
    defaultValue: 1,
    description: "Start of the random numbers: the same seed gives the same answer.",
  }),
}));

/** @throws GraphQLError `BAD_USER_INPUT` */
export function requireReplications(replications: number): number {
  if (replications >= 100 && replications <= LIMITS.replications) return replications;
  throw requestError("BAD_USER_INPUT", `replications: expected 100 to ${LIMITS.replications}, got ${replications}`);
}
