import { expect, test } from "vitest";
import { labelIn } from "./labels.ts";

test.each([
  ["nl", "Bank"],
  ["fr", "Bank (en)"],
  ["", "Bank (en)"],
  // What every object of JavaScript has is no language.
  ["constructor", "Bank (en)"],
  ["__proto__", "Bank (en)"],
  ["toString", "Bank (en)"],
])("in language %j a label is %j", (language, label) => {
  expect(labelIn({ en: "Bank (en)", nl: "Bank" }, language, "bank")).toBe(label);
});

test("without labels a label is the code", () => {
  expect(labelIn({}, "constructor", "bank")).toBe("bank");
});
