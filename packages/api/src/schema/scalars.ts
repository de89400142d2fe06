import { twelveDigits } from "@klik/metrics-core";
import { GraphQLError } from "graphql";
import { Temporal } from "temporal-polyfill";
import { LIMITS } from "../limits.ts";
import { builder } from "./builder.ts";

builder.scalarType("Decimal", {
  description:
    "A number of at most 12 significant digits. It travels as a JSON number, so charts and BI tools can use it as it is.",
  serialize: (value) => twelveDigits(Number(value)),
  parseValue: (value) => {
    if (typeof value === "number" && Number.isFinite(value)) return value;
    throw badInput("Decimal", "a finite number", value);
  },
});

builder.scalarType("Date", {
  description: "A day as YYYY-MM-DD, in the operator's time zone.",
  serialize: String,
  parseValue: (value) => {
    if (typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) && isYearOfPostgres(value)) {
      try {
        return Temporal.PlainDate.from(value, { overflow: "reject" }).toString();
      } catch {
        // Falls through to the one message for every wrong day.
      }
    }
    throw badInput("Date", "a day such as 2026-11-22", value);
  },
});

builder.scalarType("DateTime", {
  description: "A moment as RFC 3339 in UTC, such as 2026-11-22T09:30:00.000Z.",
  serialize: String,
  parseValue: (value) => {
    if (typeof value === "string") {
      try {
        const moment = Temporal.Instant.from(value).toString();
        if (isYearOfPostgres(moment)) return moment;
      } catch {
        // Falls through to the one message for every wrong moment.
      }
    }
    throw badInput("DateTime", "a moment with its zone such as 2026-11-22T09:30:00Z", value);
  },
});

builder.scalarType("AnswerValue", {
  description:
    "An answer: a number, a text, true or false, or a list of option codes. A number of more than 15 digits goes as a text.",
  serialize: (value) => value,
  parseValue: (value) => {
    if (typeof value === "string" || typeof value === "boolean") return value;
    if (typeof value === "number" && Number.isFinite(value)) return value;
    if (Array.isArray(value) && value.length <= LIMITS.listElements && value.every((one) => typeof one === "string"))
      return value;
    throw badInput("AnswerValue", "a number, a text, true, false or a list of texts", value);
  },
});

/** The years 1 to 9999: Postgres has no year 0, and writes others in another way. */
const isYearOfPostgres = (iso: string): boolean => /^(?!0000)\d{4}-/.test(iso);

function badInput(scalar: string, expected: string, value: unknown): GraphQLError {
  const got =
    typeof value === "string"
      ? JSON.stringify(value.slice(0, 40))
      : typeof value === "number"
        ? String(value)
        : typeof value;
  return new GraphQLError(`${scalar}: expected ${expected}, got ${got}`, { extensions: { code: "BAD_USER_INPUT" } });
}
