// Weights: raking, post-stratification, trimming, effective base, linearised variances of designs.

// Weights
export type { CategoryColumn, CodedCategories } from "./weighting/category-column.ts";
export type { RatioBounds } from "./weighting/category-multiplier.ts";
export type { TargetUnit, WeightingMargin } from "./weighting/targets.ts";
export type { MissingPolicy } from "./weighting/margin-cells.ts";
export type { MarginCategory, MarginReport } from "./weighting/margin-report.ts";
export type { WeightedCell, WeightedRows } from "./weighting/weighted-cells.ts";
export { type Kish, kishOf } from "./weighting/kish.ts";
export { rake, type Raked, type RakeRequest } from "./weighting/rake.ts";
export { type CellWeighted, type CellWeightRequest, cellWeights } from "./weighting/cell-weights.ts";
export { type DesignWeightRequest, designWeights } from "./weighting/design-weights.ts";
export { type Redistribution, type Trimmed, type TrimRequest, trimWeights } from "./weighting/trim.ts";
export {
  type LargestWeight,
  type WeightReport,
  weightReport,
  type WeightReportRequest,
} from "./weighting/weight-report.ts";

// Variances
export type { GroupIds, LoneCluster, SamplingDesign } from "./weighting/sampling-design.ts";
export type { RakedDesign } from "./weighting/raking-residuals.ts";
export {
  type LinearisedBase,
  type LinearisedEstimate,
  linearisedMean,
  type LinearisedMeanRequest,
  linearisedRatio,
  type LinearisedRatioRequest,
} from "./weighting/linearised-variance.ts";
