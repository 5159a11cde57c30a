import type { Request } from "../tenant/shapes.ts";
import { type Line, NEWS, type What } from "./line.ts";
import { field, pathOf, shortPath, textOf } from "./request-parts.ts";

/** What a rule reads out of a request it takes. `user` is the mailbox, calendar or person that the path names. */
type Told = { what: What; people?: string[]; words?: Record<string, string>; quiet?: boolean };
type Rule = readonly [method: string, path: RegExp, tell: (request: Request, user: string) => Told];

const ONE = "(?:me|users/([^/]+))";

/** What Graph is asked, in plain words; the first rule that takes a request tells it. */
const RULES: readonly Rule[] = [
  ["PATCH", at(`${ONE}/messages/[^/]+`), ({ body }, user) => mark(body, user)],
  ["POST", at(`${ONE}/teamwork/sendActivityNotification`), ({ body }, user) => news(body, user)],
  ["POST", at(`${ONE}/teamwork/installedApps`), (_, user) => toOne("installed", user, true)],
  ["POST", at(`${ONE}/outlook/masterCategories`), (_, user) => toOne("categoryMade", user, true)],
  ["POST", at(`${ONE}/messages/[^/]+/forward`), ({ body }) => passOn("forwarded", body)],
  ["POST", at(`${ONE}/messages/[^/]+/reply(?:All)?`), () => ({ what: "replied" })],
  ["POST", at(`${ONE}/sendMail`), ({ body }) => passOn("mailed", field(body, "message"))],
  ["POST", at(`${ONE}/messages/[^/]+/send`), () => ({ what: "mailed" })],
  ["POST", at(`${ONE}/messages(?:/[^/]+/create\\w+)?`), () => ({ what: "drafted", quiet: true })],
  ["DELETE", at(`${ONE}/messages/[^/]+`), () => ({ what: "undrafted", quiet: true })],
  ["POST", at(`${ONE}/(?:calendar/)?events`), ({ body }) => ({ what: "meeting", words: subjectOf(body) })],
  ["PATCH", at(`${ONE}/events/[^/]+`), ({ body }) => ({ what: "meetingChanged", words: subjectOf(body) })],
  ["POST", at(`${ONE}/events/[^/]+/cancel`), () => ({ what: "meetingCancelled" })],
  ["POST", at(`${ONE}/calendar/getSchedule`), ({ body }) => schedules(body)],
  ["POST", at("subscriptions"), ({ body }) => watch(body)],
  ["PATCH", at("subscriptions/[^/]+"), () => ({ what: "renewed", quiet: true })],
  ["DELETE", at("subscriptions/[^/]+"), () => ({ what: "unwatched", quiet: true })],
  ["POST", at("teams/[^/]+/channels"), ({ body }) => channel(body)],
  ["POST", at("teams/[^/]+/channels/[^/]+/members(?:/add)?"), ({ body }) => members(body)],
  ["POST", at("teams/[^/]+/channels/[^/]+/tabs"), () => ({ what: "tab" })],
  ["POST", at("teams/[^/]+/channels/[^/]+/messages"), () => ({ what: "card" })],
  ["POST", at("teams/[^/]+/installedApps"), () => ({ what: "appInTeam" })],
  ["POST", at("communications/getPresencesByUserId"), () => ({ what: "looked", quiet: true })],
  ["GET", /^/, () => ({ what: "looked", quiet: true })],
];

/** Refusals that are part of the ordinary course: a token that ran out, what is gone or there already, who was faster. */
const ORDINARY: readonly number[] = [401, 404, 409, 410, 412];
const BUSY: readonly number[] = [429, 503, 504];

/** One request as a line of the feed; null for the envelope of a batch, whose requests are told by themselves. */
export function tellRequest(request: Request): Line | null {
  const path = pathOf(request);
  if (path === "/$batch") return null;
  const { number, at: instant, token } = request;
  const told = tellPath(request, path);
  return {
    key: `request ${number}`,
    at: instant,
    side: "app",
    what: told.what,
    people: told.people ?? [],
    words: told.words ?? {},
    count: 1,
    inNameOf: token?.kind === "user" ? (token.userId ?? null) : null,
    quiet: told.quiet ?? false,
  };
}

function tellPath(request: Request, path: string): Told {
  const { method, status } = request;
  const words = { method, path: shortPath(path), status: String(status) };
  if (BUSY.includes(status)) return { what: "busy", words };
  if (ORDINARY.includes(status)) return { what: "looked", quiet: true };
  if (status >= 400) return { what: "refused", words };
  for (const [verb, shape, tell] of RULES) {
    const found = verb === method ? shape.exec(path) : null;
    if (found !== null) return tell(request, decodeURIComponent(found[1] ?? request.token?.userId ?? ""));
  }
  return { what: "other", words };
}

function mark(body: unknown, user: string): Told {
  const categories = field(body, "categories");
  const isOn = textOf(field(body, "flag", "flagStatus")) === "flagged";
  if (!Array.isArray(categories)) return { what: "looked", quiet: true };
  const category = textOf(categories.at(-1));
  return isOn ? { what: "marked", people: [user], words: { category } } : toOne("unmarked", user);
}

/** A line in an activity feed, by what fills the template of its kind; by its preview where the kind is not known here. */
function news(body: unknown, user: string): Told {
  const values = field(body, "templateParameters");
  const kind = NEWS.find((one) => one === field(body, "activityType"));
  if (kind === undefined || !Array.isArray(values))
    return { what: "told", people: [user], words: { text: textOf(field(body, "previewText", "content")) } };
  const words = values.map((one) => [textOf(field(one, "name")), textOf(field(one, "value"))]);
  return { what: `told.${kind}`, people: [user], words: Object.fromEntries(words) };
}

function watch(body: unknown): Told {
  const resource = textOf(field(body, "resource"));
  const user = /users\/([^/]+)\//.exec(resource)?.[1] ?? "";
  return toOne("watched", decodeURIComponent(user), /events/.test(resource));
}

function channel(body: unknown): Told {
  return { what: "channel", words: { name: textOf(field(body, "displayName")) } };
}

function members(body: unknown): Told {
  const many = field(body, "values");
  const all = Array.isArray(many) ? many : [body];
  const ids = all.map((one) => /users(?:\('|\/)([^')]+)/.exec(textOf(field(one, "user@odata.bind")))?.[1]);
  return { what: "members", people: ids.filter((id) => id !== undefined) };
}

/** Several people's time is looked for a meeting; that of one, now and then, only to know when they work. */
function schedules(body: unknown): Told {
  const asked = field(body, "schedules");
  const people = Array.isArray(asked) ? asked.map(textOf) : [];
  return { what: "schedules", people, quiet: people.length < 2 };
}

function passOn(what: What, body: unknown): Told {
  const to = field(body, "toRecipients") ?? field(body, "message", "toRecipients");
  const people = Array.isArray(to) ? to.map((one) => textOf(field(one, "emailAddress", "address"))) : [];
  return { what, people };
}

function toOne(what: What, user: string, quiet = false): Told {
  return { what, people: user === "" ? [] : [user], quiet };
}

function subjectOf(body: unknown): Record<string, string> {
  return { subject: textOf(field(body, "subject")) };
}

function at(path: string): RegExp {
  return new RegExp(`^/${path}$`);
}
