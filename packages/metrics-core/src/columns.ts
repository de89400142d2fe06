// Stored columns of one byte an answer, counted at memory speed.

// Columns
export { MARK } from "./summary/mark.ts";
export { tallyOfCodes, type WeightColumn } from "./summary/tally-codes.ts";
export { answersOfCodes, type CodedColumn } from "./summary/gram-codes.ts";
export type { CodeRuns, Codes, FilterColumn, KeyColumn, RowBlock, RowRange } from "./summary/columns.ts";
export { type GatheredBlock, type GatheredGroup, GroupedAnswers } from "./summary/columns-gather.ts";
export { type RowsByCode, rowsByCode } from "./summary/rows-by-code.ts";
export { type GramBlock, type GramColumn, type GroupGram, GroupedGrams } from "./summary/columns-gram.ts";
export { type CountedBlock, type CountedGroup, GroupedTallies } from "./summary/columns-tally.ts";
export { type WeightCodes, type WeightLimbs, weightLimbs } from "./summary/columns-weights.ts";
