import { Problem, type ProblemCode, type ProblemDetail, problems } from "../contract/problem.ts";

/** What the server refused, as a Problem. A body that is not one of ours (a proxy's page) becomes one by its status. */
export async function readRefusal(response: Response): Promise<Problem> {
  const told = ((await response.json().catch(() => null)) as { problem?: unknown } | null)?.problem;
  if (isRefusal(told)) return new Problem(told.code, told.sentence, detailOf(told, response));
  return new Problem(
    codeOfStatus(response.status),
    `The reply was ${response.status}.`,
    detailOf({}, response),
  );
}

function isRefusal(told: unknown): told is { code: ProblemCode; sentence: string } & ProblemDetail {
  const code = (told as { code?: unknown } | null | undefined)?.code;
  return typeof code === "string" && code in problems;
}

function detailOf(
  { field, retryAfter, claims, permission }: ProblemDetail,
  response: Response,
): ProblemDetail {
  const seconds = retryAfter ?? Number(response.headers.get("Retry-After") ?? Number.NaN);
  return {
    ...(typeof field === "string" && { field }),
    ...(Number.isFinite(seconds) && { retryAfter: seconds }),
    ...(typeof claims === "string" && { claims }),
    ...(typeof permission === "string" && { permission }),
  };
}

function codeOfStatus(status: number): ProblemCode {
  if (status === 401) return "auth.invalid";
  if (status === 403) return "auth.forbidden";
  if (status === 404) return "route.unknown";
  if (status === 413) return "request.too-large";
  if (status === 429) return "request.too-many";
  return status >= 500 && status !== 500 ? "store.busy" : "internal";
}
