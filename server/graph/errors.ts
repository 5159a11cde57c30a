/** Graph said no. `status` is HTTP's, `code` Graph's own ("ErrorItemNotFound", "Forbidden", …). Its message is not kept: it may quote mail. */
export class GraphRefused extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, operation: string) {
    super(`Graph refused ${operation}: ${status} ${code}`);
    this.name = "GraphRefused";
    this.status = status;
    this.code = code;
  }
}

/** Graph is out of reach, or asks for more patience than a request has. Try again after `seconds`. */
export class GraphBusy extends Error {
  readonly seconds: number;

  constructor(seconds: number, operation: string, cause?: unknown) {
    super(
      `Graph does not answer ${operation}; again in ${seconds} s`,
      cause === undefined ? undefined : { cause },
    );
    this.name = "GraphBusy";
    this.seconds = seconds;
  }
}

/** Whether Graph said that a thing does not exist (any more). */
export function isGone(error: unknown): boolean {
  return error instanceof GraphRefused && (error.status === 404 || error.status === 410);
}

/** Whether Graph said that we lack a permission. */
export function isForbidden(error: unknown): boolean {
  return error instanceof GraphRefused && (error.status === 401 || error.status === 403);
}
