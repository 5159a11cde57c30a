/** PostgreSQL's classes for "not now": connection gone, resources short, shutting down, lock or statement timed out. */
const BUSY = /^(08|53|57P|55P03|57014)/;
const NETWORK = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTFOUND"]);

/** Whether an error means that the database cannot answer at this moment, so that trying again later makes sense. */
export function isStoreBusy(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code } = cause as { code?: unknown };
    if (typeof code === "string" && (BUSY.test(code) || NETWORK.has(code))) return true;
    if (
      /timeout exceeded when trying to connect|Query read timeout|Connection terminated/i.test(cause.message)
    )
      return true;
  }
  return false;
}
