import * as z from "zod/mini";
import { endpoint } from "./endpoint.ts";
import { none, person } from "./words.ts";

/** What a browser needs to sign somebody in; public. */
export const readSetup = endpoint({
  method: "get",
  path: "/api/setup",
  params: none,
  query: none,
  body: none,
  reply: z.object({
    clientId: z.string(),
    /** E.g. "https://login.microsoftonline.com/<tenant>". */
    authority: z.string(),
    /** The one delegated permission of our own API, e.g. "api://host/client/access_as_user". */
    scope: z.string(),
    /** The manifest id of the Teams app, for deep links. */
    teamsAppId: z.string(),
    /** Where the embedded tenant is reached; null on a real tenant. */
    sandbox: z.nullable(z.string()),
  }),
  problems: [],
  audit: null,
});

/** Who the caller is and in which tenant, as the token and the directory say. */
export const readSession = endpoint({
  method: "get",
  path: "/api/session",
  params: none,
  query: none,
  body: none,
  reply: z.object({
    me: person,
    tenantId: z.string(),
    zone: z.nullable(z.string()),
    language: z.enum(["en", "ru"]),
  }),
  problems: [],
  audit: null,
});

/** Colleagues whose name or address begins with what was typed; at most 20. */
export const searchPeople = endpoint({
  method: "get",
  path: "/api/people",
  params: none,
  query: z.strictObject({ search: z.string().check(z.trim(), z.minLength(1), z.maxLength(64)) }),
  body: none,
  reply: z.object({ people: z.array(person) }),
  problems: [],
  audit: null,
});

/**
 * The picture of one of ours: an address that holds the image itself ("data:image/png;base64,…"); null for whoever has
 * none. A browser keeps it for an hour, and then asks by its mark (ETag) whether it changed.
 */
export const readPhoto = endpoint({
  method: "get",
  path: "/api/people/:personId/photo",
  params: z.strictObject({ personId: z.guid() }),
  query: none,
  body: none,
  reply: z.object({ photo: z.nullable(z.string().check(z.startsWith("data:image/"))) }),
  problems: [],
  audit: null,
  keepSeconds: 3600,
});

/**
 * What a change was about; the reader then asks for the thing itself. Sent as server-sent events, `data:` is this. Whoever has
 * no seat and looks at a deal's shared channel is told of "deals" alone, with the channel's id in the place of the deal's.
 */
export const liveChange = z.object({
  topic: z.enum(["deals", "room", "incidents", "meetings"]),
  dealId: z.string(),
});
export type LiveChange = z.infer<typeof liveChange>;

/** The path of the event stream. Read with fetch, because it wants the bearer token like every other door. */
export const LIVE_PATH = "/api/live";
