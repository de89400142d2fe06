import type { Context } from "../context.ts";
import type { Instrument } from "../instrument/store.ts";
import type { ResponseFilter } from "../plan/scope.ts";
import { requestError } from "./error.ts";
import { requireCodes } from "./require-codes.ts";
import { requireText } from "./segment-input.ts";

/** How errors name the place of a code. */
interface Place {
  readonly argument: string;
  readonly where: string;
}

/**
 * The instrument that a question is about, with its filter checked beside it.
 *
 * @throws GraphQLError `INSTRUMENT_NOT_FOUND`, and as `requireText` and `requireCodes`
 */
export async function requireInstrument(
  code: string,
  filter: ResponseFilter,
  { argument, where }: Place,
  context: Context,
): Promise<Instrument> {
  const [instrument] = await Promise.all([
    context.instruments.byCode(requireText(argument, code)),
    requireCodes(filter, context),
  ]);
  if (instrument !== null) return instrument;
  throw requestError(
    "INSTRUMENT_NOT_FOUND",
    `${where}: expected the code of an instrument, got ${JSON.stringify(code.slice(0, 60))}`,
  );
}
