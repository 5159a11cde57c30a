import type { TestSandbox } from "../support/open.ts";

/** What is asked of an operation. `path` is without version, with real ids in it. */
export type ExampleRequest = {
  path: string;
  body?: unknown;
  headers?: Record<string, string>;
  prefer?: string;
  redirect?: "manual";
};

/**
 * One ordinary request to an operation, to be held against Microsoft's description: what is sent and what comes back.
 * Each service lists its own in `<service>.examples.ts` as `<service>Examples`; an operation without one fails.
 */
export type Example = {
  /** The row it is for, e.g. "GET /users/{user-id}/messages". */
  operation: string;
  /** "app" (default), or the person by the part before "@". */
  as?: string;
  /** Makes ready what the request needs (over HTTP, as any client would) and gives the request. */
  request(t: TestSandbox): ExampleRequest | Promise<ExampleRequest>;
};

/** An example that is a bare GET. */
export function get(operation: string, path: string, more: Omit<ExampleRequest, "path"> = {}): Example {
  return { operation, request: () => ({ path, ...more }) };
}
