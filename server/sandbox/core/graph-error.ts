/**
 * A refusal as Graph words it. `code` is Graph's error code ("ErrorItemNotFound", "Forbidden", …), `status` the HTTP
 * status, `headers` what goes with it (Retry-After). The HTTP door adds innerError with date and request id.
 */
export class GraphError extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Record<string, string>;

  constructor(status: number, code: string, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.name = "GraphError";
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}
