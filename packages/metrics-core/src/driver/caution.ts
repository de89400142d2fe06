/** Stands on every answer about drivers. */
export const ASSOCIATION_NOT_CAUSE = "Association, not proof of cause.";
