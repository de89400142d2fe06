// Distributions and seeded random numbers, to 1e-12.

// Distributions
export { normalCdf, normalSurvival, normalTwoSidedP } from "./numeric/normal.ts";
export { normalQuantile } from "./numeric/normal-quantile.ts";
export { studentTCdf, studentTQuantile, studentTSurvival, studentTTwoSidedP } from "./numeric/student-t.ts";
export { chiSquareCdf, chiSquareQuantile, chiSquareSurvival } from "./numeric/chi-square.ts";
export { fCdf, fQuantile, fSurvival } from "./numeric/f.ts";
export { betaCdf, betaQuantile, betaSurvival } from "./numeric/beta.ts";
export { logBeta, logGamma } from "./numeric/log-gamma.ts";

// Random numbers
export { gammaRandom, normalRandom, type RandomSource, randomSource } from "./numeric/random.ts";
