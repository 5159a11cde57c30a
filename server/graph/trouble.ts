import { Problem } from "../../src/contract/problem.ts";
import { GraphBusy, GraphRefused } from "./errors.ts";

/** What went wrong with Graph, in words that rooms can act on without knowing the adapter. */
export type Trouble =
  /** Out of reach, or asks for patience; `seconds` until another try makes sense. */
  | { kind: "busy"; seconds: number }
  /** A permission is missing, or a policy of the organisation forbids it. */
  | { kind: "forbidden" }
  /** The thing does not exist, or no more. `code` is Graph's. */
  | { kind: "gone"; code: string }
  /** Refused for any other reason. */
  | { kind: "refused"; status: number; code: string };

/** Reads an error of the adapter; null for any other. */
export function troubleOf(error: unknown): Trouble | null {
  if (error instanceof GraphBusy) return { kind: "busy", seconds: error.seconds };
  if (!(error instanceof GraphRefused)) return null;
  const { status, code } = error;
  if (status === 401 || status === 403) return { kind: "forbidden" };
  if (status === 404 || status === 410) return { kind: "gone", code };
  return { kind: "refused", status, code };
}

/** What a person is told when their request meets trouble with Graph that no room made sense of; null for other errors. */
export function problemOf(error: unknown): Problem | null {
  const trouble = troubleOf(error);
  switch (trouble?.kind) {
    case "busy":
      return new Problem(
        "graph.busy",
        "Microsoft 365 does not answer.",
        { retryAfter: trouble.seconds },
        error,
      );
    case "forbidden":
      return new Problem("graph.permission", "A permission in Microsoft 365 is missing.", {}, error);
    case "gone":
    case "refused":
      return new Problem("graph.refused", "Microsoft 365 refused.", {}, error);
    default:
      return null;
  }
}
