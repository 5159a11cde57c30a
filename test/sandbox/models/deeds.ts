import type fc from "fast-check";
import { arrive } from "../mail/letters.ts";
import type { As, TestSandbox } from "../support/open.ts";
import { memberOf, TEAM } from "../teams/setting.ts";
import { differences, lookAround, type Place, type Sight, type Watched } from "./watched.ts";

/** What a client that only looks knows, and all that must have been told so far. */
export type Model = { sight: Sight; due: string[] };

/** The tenant under test. */
export type Real = { t: TestSandbox; watched: Record<Place, Watched> };

type Act = (real: Real, id: string, n: number) => Promise<unknown>;

/** Something somebody does; `on` is where the thing is that it is done to, if to any. */
export type Deed = { name: string; on?: Place; act: Act };

const anna = "/users/anna.kern@bergmann.example";
const pavel = "/users/pavel.orlov@bergmann.example";
const FOLDERS = ["inbox", "archive", "deleteditems"];

const by =
  (
    as: (t: TestSandbox) => As,
    method: string,
    path: (id: string, real: Real) => string,
    body?: (n: number) => object,
    headers: Record<string, string> = {},
  ): Act =>
  ({ t, watched }, id, n) =>
    t.graph(as(t), method, path(id, { t, watched }), { headers, ...(body && { body: body(n) }) });

const app = (t: TestSandbox) => t.asApp;
const asAnna = (t: TestSandbox) => t.asUser("anna.kern");
const asPavel = (t: TestSandbox) => t.asUser("pavel.orlov");
const hours = (n: number) => {
  const hour = String(8 + (n % 9)).padStart(2, "0");
  const at = (minute: string) => ({ dateTime: `2026-03-05T${hour}:${minute}:00`, timeZone: "Europe/Berlin" });
  return { start: at("00"), end: at("45") };
};
const invited = [{ type: "required", emailAddress: { address: "pavel.orlov@bergmann.example" } }];
const text = (n: number) => ({ body: { contentType: "text", content: `Post ${n}` } });
const posts = (id: string, { watched }: Real) => `/${watched.posts.resource}/${id}`;
const insider = (id: string, { watched }: Real) => `/${watched.insiders.resource}/${id}`;

/** All that is done to mail and calendars. */
export const outlookDeeds: readonly Deed[] = [
  { name: "a client writes to Anna", act: ({ t }, _, n) => arrive(t, { subject: `Letter ${n}` }) },
  {
    name: "a client writes to both",
    act: ({ t }) => arrive(t, { to: "anna.kern@bergmann.example, pavel.orlov@bergmann.example" }),
  },
  {
    name: "Anna writes to Pavel",
    act: by(
      asAnna,
      "POST",
      () => "/me/sendMail",
      (n) => ({
        message: {
          subject: `To Pavel ${n}`,
          toRecipients: invited.map(({ emailAddress }) => ({ emailAddress })),
        },
      }),
    ),
  },
  {
    name: "Anna drafts",
    act: by(
      app,
      "POST",
      () => `${anna}/messages`,
      (n) => ({ subject: `Draft ${n}` }),
    ),
  },
  {
    name: "Anna marks a letter",
    on: "annaMail",
    act: by(
      app,
      "PATCH",
      (id) => `${anna}/messages/${id}`,
      (n) => ({ categories: [`Deal ${n}`] }),
    ),
  },
  {
    name: "Anna moves a letter",
    on: "annaMail",
    act: by(
      app,
      "POST",
      (id) => `${anna}/messages/${id}/move`,
      (n) => ({ destinationId: FOLDERS[n % 3] }),
    ),
  },
  {
    name: "Anna copies a letter",
    on: "annaMail",
    act: by(
      app,
      "POST",
      (id) => `${anna}/messages/${id}/copy`,
      (n) => ({ destinationId: FOLDERS[n % 3] }),
    ),
  },
  { name: "Anna deletes a letter", on: "annaMail", act: by(app, "DELETE", (id) => `${anna}/messages/${id}`) },
  {
    name: "Anna invites Pavel",
    act: by(
      app,
      "POST",
      () => `${anna}/events`,
      (n) => ({ subject: `M ${n}`, ...hours(n), attendees: invited }),
    ),
  },
  {
    name: "Anna moves a meeting",
    on: "annaEvents",
    act: by(app, "PATCH", (id) => `${anna}/events/${id}`, hours),
  },
  {
    name: "Anna calls a meeting off",
    on: "annaEvents",
    act: by(app, "DELETE", (id) => `${anna}/events/${id}`),
  },
  {
    name: "Pavel accepts",
    on: "pavelEvents",
    act: by(
      asPavel,
      "POST",
      (id) => `/me/events/${id}/accept`,
      (n) => ({ sendResponse: n % 2 === 0 }),
    ),
  },
  {
    name: "Pavel drops a meeting",
    on: "pavelEvents",
    act: by(asPavel, "DELETE", (id) => `/me/events/${id}`),
  },
];

/** All that is done to a team and its channels. */
export const teamsDeeds: readonly Deed[] = [
  { name: "Anna posts", act: by(asAnna, "POST", (_, { watched }) => `/${watched.posts.resource}`, text) },
  {
    name: "Pavel replies",
    on: "posts",
    act: by(asPavel, "POST", (id, real) => `${posts(id, real)}/replies`, text),
  },
  { name: "Anna rewrites a post", on: "posts", act: by(asAnna, "PATCH", posts, text) },
  {
    name: "a channel is made",
    act: by(
      app,
      "POST",
      () => `${TEAM}/channels`,
      (n) => ({ displayName: `C ${n}` }),
    ),
  },
  {
    name: "a channel is renamed",
    on: "channels",
    act: by(
      app,
      "PATCH",
      (id) => `${TEAM}/channels/${id}`,
      (n) => ({ displayName: `R ${n}` }),
    ),
  },
  {
    name: "someone joins the team",
    act: by(
      app,
      "POST",
      () => `${TEAM}/members`,
      (n) => memberOf(`${["helen.carter", "markus.frey"][n % 2]}@bergmann.example`),
    ),
  },
  {
    name: "someone is let into the private channel",
    act: by(
      app,
      "POST",
      (_, { watched }) => `/${watched.insiders.resource}`,
      (n) => memberOf(`${["dmitri.bergmann", "katrin.vogel"][n % 2]}@bergmann.example`),
    ),
  },
  {
    name: "an insider becomes an owner",
    on: "insiders",
    act: by(app, "PATCH", insider, () => ({
      "@odata.type": "#microsoft.graph.aadUserConversationMember",
      roles: ["owner"],
    })),
  },
  { name: "an insider is put out", on: "insiders", act: by(app, "DELETE", insider) },
];

/** What changes nothing: reading, and all that is refused. */
export const idleDeeds: readonly Deed[] = [
  { name: "somebody reads the Inbox", act: by(app, "GET", () => `${anna}/mailFolders/inbox/messages/delta`) },
  { name: "somebody reads a letter", on: "annaMail", act: by(app, "GET", (id) => `${anna}/messages/${id}`) },
  {
    name: "a mark is refused as outdated",
    on: "annaMail",
    act: by(
      app,
      "PATCH",
      (id) => `${anna}/messages/${id}`,
      () => ({ isRead: true }),
      { "If-Match": 'W/"old"' },
    ),
  },
  { name: "an unknown event is deleted", act: by(app, "DELETE", () => `${pavel}/events/AAMkAGE`) },
  {
    name: "a stranger posts",
    act: by(
      (t) => t.asUser("helen.carter"),
      "POST",
      (_, { watched }) => `/${watched.posts.resource}/no`,
      text,
    ),
  },
  {
    name: "a channel is named wrongly",
    act: by(
      app,
      "POST",
      () => `${TEAM}/channels`,
      () => ({ displayName: "a#b" }),
    ),
  },
];

/** A deed as a step of a random run; `n` chooses what it is done to, and how. */
export function step({ name, on, act }: Deed, n: number): fc.AsyncCommand<Model, Real> {
  const chosen = ({ sight }: Model) => (on === undefined ? "" : [...sight[on].keys()][n % sight[on].size]);
  return {
    check: (model) => chosen(model) !== undefined,
    async run(model, real) {
      await act(real, chosen(model)!, n);
      const sight = await lookAround(real.t, real.watched);
      model.due.push(...differences(model.sight, sight));
      model.sight = sight;
    },
    toString: () => `${name} (${n})`,
  };
}
