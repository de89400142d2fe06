import type { Language } from "../address.ts";
import { en } from "./en.ts";
import { nl } from "./nl.ts";

/** All words of the page itself; labels of questions and categories come from the API. English is the pattern. */
export type Text = typeof en;

export const TEXTS: Readonly<Record<Language, Text>> = { en, nl };
