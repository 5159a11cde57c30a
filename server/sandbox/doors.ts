import { type Dispatch, openDispatch } from "./core/dispatch.ts";
import { graphDoor } from "./core/graph-door.ts";
import { type HttpServer, openHttp, type Tls } from "./core/http.ts";
import type { Doers } from "./diary/bring-back.ts";
import type { Diary } from "./diary/diary.ts";
import { keepGraph, keepOutside, openTurns } from "./diary/keeping.ts";
import { withExchangeRoles } from "./directory/exchange-roles.ts";
import { mailboxOf } from "./directory/mailbox-access.ts";
import { drivesDoor } from "./drives/door.ts";
import { entraDoor } from "./entra/door.ts";
import { openKeyRing } from "./entra/keys.ts";
import { type Mint, serviceToken } from "./entra/tokens.ts";
import { openAuthenticator } from "./entra/verify.ts";
import type { OutsideParts } from "./outside/context.ts";
import { outsideDoor } from "./outside/door.ts";
import { openServices, operations } from "./services.ts";
import type { RichHooks } from "./subscriptions/open-subscriptions.ts";

/** How the server is opened. */
export type DoorOptions = {
  /** Default 0: any free port. */
  port?: number;
  /** "none" never answers 429 by itself. Default "documented". */
  limits?: "documented" | "none";
  /** Speaks https with this key and certificate for "localhost", as some clients insist; default: http. */
  tls?: Tls | undefined;
};

type Parts = Pick<OutsideParts, "tenant" | "log" | "reset"> & { diary: Diary | null };

/** Opens the server with all its doors. `doers` act on the tenant without being noted or limited. */
export async function openDoors(
  { limits = "documented", port = 0, tls }: DoorOptions,
  { tenant, log, diary, reset }: Parts,
): Promise<{ http: HttpServer; doers: Doers }> {
  const keys = await openKeyRing();
  const hooks = { mailboxOf, withExchangeRoles };
  const limited = openDispatch(tenant, operations, hooks, { limits });
  const dispatch = openDispatch(tenant, operations, hooks, { limits: "none" });
  const turn = openTurns();
  const world = outsideDoor({ tenant, keys, log, dispatch, reset });
  const graph = diary === null ? limited : keepGraph(tenant, diary, turn, limited);
  const answer = diary === null ? world.answer : keepOutside(tenant, diary, turn, world.answer);
  const http = await openHttp({ port, tls }, (url) => {
    const mint: Mint = { tenant, keys, url };
    openServices(tenant, richHooks(mint, dispatch));
    return [
      graphDoor({ tenant, dispatch: graph, log, authenticate: openAuthenticator(mint) }),
      entraDoor(mint),
      drivesDoor(tenant),
      { ...world, answer },
    ];
  });
  return { http, doers: { dispatch, outside: world.answer } };
}

/** What notifications with resource data need: Graph itself, and Entra's signature. */
function richHooks(mint: Mint, dispatch: Dispatch): RichHooks {
  return {
    async read(target, caller, headers) {
      const baseUrl = `${mint.url}/v1.0`;
      const reply = await dispatch({
        method: "GET",
        target,
        headers,
        caller,
        body: undefined,
        bytes: 0,
        baseUrl,
      });
      return reply.status < 400 ? reply.body : null;
    },
    signToken: (audience, notifierAppId) => serviceToken(mint, audience, notifierAppId),
  };
}
