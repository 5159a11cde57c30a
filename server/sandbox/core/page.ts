import { GraphError } from "./graph-error.ts";
import type { Call } from "./operation.ts";

/** Which part of a collection is wanted: `skip` items left out, then `size` of them. */
export type Page = { skip: number; size: number; top: number | undefined };

type Limits = { defaultTop?: number; maxTop?: number };

/** The page a GET asks for by $top, $skip, $skiptoken and `Prefer: odata.maxpagesize`. Throws 400 for bad numbers. */
export function pageOf(call: Call, limits: Limits): Page {
  const { query } = call;
  const skip = (wholeNumber(query.option("$skip"), "$skip") ?? 0) + readToken(query.option("$skiptoken"));
  return { skip, ...sizeOf(call, limits) };
}

/** The size of page a delta or other home-made paging shall give; its tokens are its own. */
export function pageSize(call: Call, limits: Limits = {}): number {
  return sizeOf(call, limits).size;
}

function sizeOf(
  { query, prefer, pageLimit }: Call,
  { defaultTop = 100, maxTop = 999 }: Limits,
): Omit<Page, "skip"> {
  const top = wholeNumber(query.option("$top"), "$top");
  if (top !== undefined && (top < 1 || top > maxTop)) {
    throw new GraphError(
      400,
      "BadRequest",
      `The limit of '${maxTop}' for Top query has been exceeded. The value from the incoming request is '${top}'.`,
    );
  }
  const preferred = wholeNumber(prefer["odata.maxpagesize"], "odata.maxpagesize");
  const asked = top ?? (preferred === undefined || preferred < 1 ? defaultTop : Math.min(preferred, maxTop));
  return { size: Math.min(asked, pageLimit ?? asked), top };
}

/** The address of the next page: as this one was asked for, further on. */
export function nextLink(call: Call, page: Page, by: "$skiptoken" | "$skip"): string {
  const next = page.skip + page.size;
  const going =
    by === "$skip"
      ? String(next)
      : writeToken(next - (wholeNumber(call.query.option("$skip"), "$skip") ?? 0));
  const kept = call.query.entries().filter(([name]) => name.toLowerCase().replace(/^\$?/, "$") !== by);
  return linkTo(call, [...kept, [by, going]]);
}

/** An absolute link to the path that was called, with this query. */
export function linkTo(call: Call, query: readonly (readonly [string, string])[], path = call.path): string {
  const text = query.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&");
  return `${call.baseUrl}${path}${text === "" ? "" : `?${text}`}`;
}

/** A number without sign or fraction; undefined when there was none. Throws 400. */
export function wholeNumber(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new GraphError(
    400,
    "BadRequest",
    `Invalid value '${text}' for ${name} query option found. The ${name} query option requires a non-negative integer value.`,
  );
}

function writeToken(skip: number): string {
  return Buffer.from(`skip:${skip}`).toString("base64url");
}

function readToken(token: string | undefined): number {
  if (token === undefined) return 0;
  const found = /^skip:(\d{1,9})$/.exec(Buffer.from(token, "base64url").toString());
  if (found !== null) return Number(found[1]);
  throw new GraphError(400, "BadRequest", "Skip token is not valid.");
}
