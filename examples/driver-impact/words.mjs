/** What the labels of the library say to people. */
export const LABELS = {
  dissatisfier: { name: "dissatisfier", meaning: "counts when low" },
  satisfier: { name: "satisfier", meaning: "counts when high" },
  hybrid: { name: "hybrid", meaning: "counts both ways" },
  low_impact: { name: "low impact", meaning: "no more than chance" },
};

export const QUADRANTS = {
  concentrate_here: { name: "Concentrate here", meaning: "important, rated low" },
  keep_up: { name: "Keep up", meaning: "important, rated high" },
  low_priority: { name: "Low priority", meaning: "less important, rated low" },
  possible_overkill: { name: "Possible overkill", meaning: "less important, rated high" },
};
