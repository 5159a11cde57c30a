/** The parts of a brief that people write, as one reads them. */
export const WRITTEN = ["why", "outcome", "position", "neverSay"] as const;
