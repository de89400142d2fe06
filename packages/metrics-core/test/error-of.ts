import { MetricsError } from "../src/error.ts";

/** The error that a call throws, as a program reads it; fails for any other error, and when there is none. */
export function errorOf(call: () => unknown): Pick<MetricsError, "code" | "details"> {
  try {
    call();
  } catch (error) {
    if (error instanceof MetricsError) return { code: error.code, details: error.details };
    throw error;
  }
  throw new Error("expected a MetricsError, got none");
}
