import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Temporal } from "temporal-polyfill";
import type { Caller } from "../core/operation.ts";

/** A request that changed the tenant: to Graph, or to the outside API. Bodies are base64. */
export type Deed =
  | {
      to: "graph";
      method: string;
      target: string;
      headers: Record<string, string | undefined>;
      caller: DeedCaller;
      body: DeedBody;
    }
  | { to: "outside"; method: string; path: string; search: string; body: string };

/** Who asked, with names in lists. */
export type DeedCaller =
  | { kind: "user"; appId: string; userId: string; scopes: string[] }
  | { kind: "app"; appId: string; roles: string[]; mailboxes: string[] | null };

/** A body as the dispatch takes it: nothing, JSON or text, or bytes in base64. */
export type DeedBody = { json: unknown } | { base64: string } | null;

/** One line: `at` is the tenant's time, `real` the machine's, `ids` how many ids were given, all before it happened. */
export type Entry = { at: string; real: string; ids: number; deed: Deed };

/** How the tenant began. */
export type Beginning = { version: typeof VERSION; seed: unknown; now: string };

/** Raised whenever old diaries can no longer be read. */
const VERSION = 1;

/** A diary that cannot be read, or does not lead to the same tenant any more. */
export class BadDiary extends Error {
  constructor(file: string, why: string, cause?: unknown) {
    super(`The tenant kept in ${file} cannot be brought back: ${why}. Start afresh to forget it.`, { cause });
    this.name = "BadDiary";
  }
}

/** What happened to a tenant, kept in a file line by line, so that the tenant can be brought back by doing it again. */
export type Diary = {
  /** What the file holds; null when there is none. A last line that a kill cut off is left out. Throws BadDiary. */
  read(): { beginning: Beginning; entries: Entry[] } | null;
  /** Forgets all and begins anew. */
  begin(seed: unknown, now: Temporal.Instant): void;
  write(before: { at: Temporal.Instant; ids: number }, deed: Deed): void;
};

/** Opens a diary in a file, which need not exist; `real` is the machine's clock. */
export function openDiary(file: string, real: () => Temporal.Instant = () => Temporal.Now.instant()): Diary {
  const line = (content: unknown) => `${JSON.stringify(content)}\n`;
  return {
    read() {
      if (!existsSync(file)) return null;
      const lines = readFileSync(file, "utf8").split("\n");
      // What stands behind the last line break was cut off by a kill.
      lines.pop();
      try {
        const [beginning, ...entries] = lines.map((text) => JSON.parse(text) as unknown);
        if ((beginning as Beginning | undefined)?.version !== VERSION) return null;
        return { beginning: beginning as Beginning, entries: entries as Entry[] };
      } catch (cause) {
        throw new BadDiary(file, "it is damaged", cause);
      }
    },
    begin(seed, now) {
      mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
      writeFileSync(file, line({ version: VERSION, seed, now: now.toString() } satisfies Beginning));
    },
    write({ at, ids }, deed) {
      appendFileSync(file, line({ at: at.toString(), real: real().toString(), ids, deed } satisfies Entry));
    },
  };
}

/** A request's body as a diary keeps it. */
export function keptBody(body: unknown): DeedBody {
  if (body === undefined) return null;
  return body instanceof Uint8Array ? { base64: Buffer.from(body).toString("base64") } : { json: body };
}

/** The body that was kept. */
export function bodyOf(kept: DeedBody): unknown {
  if (kept === null) return undefined;
  return "json" in kept ? kept.json : new Uint8Array(Buffer.from(kept.base64, "base64"));
}

/** Who asked, as a diary keeps it. */
export function keptCaller(caller: Caller): DeedCaller {
  if (caller.kind === "user") return { ...caller, scopes: [...caller.scopes] };
  const { kind, appId, roles, mailboxes } = caller;
  return { kind, appId, roles: [...roles], mailboxes: mailboxes === undefined ? null : [...mailboxes] };
}

/** The caller that was kept. */
export function callerOf(kept: DeedCaller): Caller {
  if (kept.kind === "user") return { ...kept, scopes: new Set(kept.scopes) };
  const { kind, appId, roles, mailboxes } = kept;
  return { kind, appId, roles: new Set(roles), ...(mailboxes && { mailboxes: new Set(mailboxes) }) };
}
