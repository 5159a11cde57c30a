import type { Router } from "express";
import type { Logger } from "pino";
import type { Temporal } from "temporal-polyfill";
import type { Announce } from "./http/live.ts";
import type { Audit } from "./http/serve.ts";
import type { AskAt } from "./jobs/later-work.ts";
import type { Ask } from "./jobs/names.ts";
import type { Queue } from "./jobs/queue.ts";
import type { Round } from "./jobs/timers.ts";
import type { Db } from "./store/db.ts";

/** What every room of the server works with. */
export type House = {
  db: Db;
  /** The one tenant that this server works for: the directory's id. */
  tenantId: string;
  /** The product's clock; the sandbox's on the sandbox. */
  now: () => Temporal.Instant;
  ask: Ask;
  askAt: AskAt;
  announce: Announce;
  audit: Audit;
  log: Logger;
  /** Where people reach the product, without a slash at the end, e.g. "https://deals.contoso.com". */
  publicUrl: string;
};

/** A deal passes to another spokesperson, or ends. `toId` is null at the end; `fromId` where nobody spoke. */
export type Turnover = {
  dealId: string;
  kind: "hand-over" | "won" | "lost";
  fromId: string | null;
  toId: string | null;
  byId: string;
  at: Temporal.Instant;
  /** What becomes of the meetings to come when another speaks; as the contract's handOverVoice says. */
  meetings: "join" | "replace" | "none";
  /** The meetings that are called off at the end of a deal, and what those invited to them read. */
  cancel: { ids: readonly string[]; comment: string };
};

/** How much of a room's work is open in a deal, by its name in the contract's previews. */
export type OpenWork = Partial<Record<"meetings" | "asks" | "delegations" | "rules" | "offers", number>>;

/** What a room brings to the house: its doors, the work it does later, and what comes round again and again. */
export type Room = {
  routes: readonly Router[];
  /** Names who does this room's kinds of work; called once, before the queue starts. */
  work(queue: Queue): void;
  rounds: readonly Round[];
  /** Passes on, or ends, what is open in a deal, inside the caller's transaction. Done twice it must do nothing twice. */
  turnOver?(tx: Db, turnover: Turnover): Promise<void>;
  /** How much of it there is. */
  openWork?(db: Db, dealId: string): Promise<OpenWork>;
  /** Forgets what it keeps of the mail of a deal that ended long ago. */
  forget?(tx: Db, dealId: string): Promise<void>;
};
