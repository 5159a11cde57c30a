import { Problem } from "../../src/contract/problem.ts";

/** What a request needs to know of trouble with Microsoft 365: the kinds it tells people apart, and the wait in seconds. */
type Trouble = { kind: "busy"; seconds: number } | { kind: "forbidden" | "gone" | "refused" };

/** Runs a piece of work on Microsoft 365 and refuses in the product's words when that refuses: `permission` names what is needed. */
export async function asking<T>(
  { troubleOf }: { troubleOf(error: unknown): Trouble | null },
  permission: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble === null) throw error;
    switch (trouble.kind) {
      case "busy":
        throw new Problem("graph.busy", "Microsoft 365 is busy.", { retryAfter: trouble.seconds }, error);
      case "forbidden":
        throw new Problem("graph.permission", "Microsoft 365 does not allow this.", { permission }, error);
      default:
        throw new Problem("graph.refused", "Microsoft 365 refused this.", {}, error);
    }
  }
}
