/** A driver of whose variance less than this is left, once those before it are in the model, adds nothing: it is their combination. */
export const LEAST_PIVOT = 1e-12;
