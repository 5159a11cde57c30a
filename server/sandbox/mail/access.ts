import { GraphError } from "../core/graph-error.ts";
import type { Call, Caller } from "../core/operation.ts";
import type { Tenant } from "../core/tenant.ts";
import type { User } from "../directory/state.ts";
import { requireMailbox, requireUser } from "../directory/users.ts";
import { requireFolder } from "./folders.ts";
import type { Folder, Mailbox } from "./mailbox.ts";
import type { Message } from "./message.ts";
import type { View } from "./message-entity.ts";
import { mailboxOf } from "./state.ts";
import { findMessage } from "./store.ts";

/** A mailbox that the caller may use, and as whom. */
export type Entered = {
  tenant: Tenant;
  owner: User;
  box: Mailbox;
  /** Who acts: the signed-in user, or the owner where an application acts for them. */
  actor: User;
  view: View;
};

/** Exchange's refusal of a mailbox that the caller has no right to. */
export function accessDenied(): GraphError {
  return new GraphError(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.");
}

/** What Exchange says of an id that leads nowhere. */
export function itemNotFound(): GraphError {
  return new GraphError(404, "ErrorItemNotFound", "The specified object was not found in the store.");
}

function granted(caller: Caller): ReadonlySet<string> {
  return caller.kind === "user" ? caller.scopes : caller.roles;
}

/** True for a caller that may see senders and subjects but no bodies: Mail.ReadBasic and nothing above it. */
export function isBasicReader(caller: Caller): boolean {
  const names = [...granted(caller)];
  return (
    names.some((name) => name.startsWith("Mail.ReadBasic")) &&
    !names.some((name) => /^Mail\.Read(Write)?(\.|$)/.test(name))
  );
}

/** The properties that a $select names; null when nothing is selected, or everything. */
function selectedNames(text: string | undefined): ReadonlySet<string> | null {
  if (text === undefined || text.trim() === "*") return null;
  return new Set(
    text.split(",").map(
      (path) =>
        path
          .trim()
          .replace(/^microsoft\.graph\.\w+\//, "")
          .split("/")[0]!,
    ),
  );
}

/** How this caller wants messages shown. Throws 403 when a basic reader selects a body. */
export function viewOf(call: Call, selection = call.query.option("$select")): View {
  const select = selectedNames(selection);
  const bodyType: string | undefined = call.prefer["outlook.body-content-type"];
  const basic = isBasicReader(call.caller);
  if (basic && ["body", "bodyPreview", "uniqueBody"].some((name) => select?.has(name))) throw accessDenied();
  return {
    immutable: call.prefer["idtype"] === "ImmutableId",
    body: bodyType?.toLowerCase() === "text" ? "text" : "html",
    unsafe: "outlook.allow-unsafe-html" in call.prefer,
    basic,
    select,
  };
}

/**
 * Opens the mailbox that the path names. Throws 404 for unknown users and those without a mailbox, 403 for a signed-in
 * user to whom it is not shared.
 */
export function enter(call: Call): Entered {
  const { tenant, caller } = call;
  const owner = requireMailbox(tenant, call.params["user-id"]!);
  const actor = caller.kind === "user" ? requireUser(tenant, caller.userId) : owner;
  if (actor.id !== owner.id && !owner.sharedWith.includes(actor.id)) throw accessDenied();
  return { tenant, owner, box: mailboxOf(tenant, owner.id), actor, view: viewOf(call) };
}

/** Opens the mailbox and finds the message that the path names, by either kind of id; in its folder where it names one. */
export function enterMessage(call: Call): Entered & { message: Message } {
  const entered = enter(call);
  const message = findMessage(entered.box, call.params["message-id"]!);
  const folder = call.params["mailFolder-id"];
  if (message === undefined) throw itemNotFound();
  if (folder !== undefined && message.properties.parentFolderId !== requireFolder(entered.box, folder).id)
    throw itemNotFound();
  return { ...entered, message };
}

/** Opens the mailbox and finds the folder that the path names, by id or well-known name. */
export function enterFolder(call: Call): Entered & { folder: Folder } {
  const entered = enter(call);
  return { ...entered, folder: requireFolder(entered.box, call.params["mailFolder-id"]!) };
}

/** Throws 412 unless the caller's If-Match, where there is one, names the present version. */
export function requireMatch(call: Call, message: Message): void {
  const wanted: string | undefined = call.headers["if-match"];
  if (wanted === undefined || wanted.trim() === "*") return;
  const bare = (tag: string) => tag.trim().replace(/^W\//, "").replaceAll('"', "");
  if (wanted.split(",").map(bare).includes(message.properties.changeKey)) return;
  throw new GraphError(
    412,
    "ErrorIrresolvableConflict",
    "The send or update operation could not be performed because the change key passed in the request does not match the current change key for the item.",
  );
}

/** The headers of a reply that tell which preferences were heeded. */
export function applied(call: Call): Record<string, string> {
  const heeded = [
    ...(call.prefer["idtype"] === "ImmutableId" ? ['IdType="ImmutableId"'] : []),
    ...(call.prefer["outlook.body-content-type"]
      ? [`outlook.body-content-type="${call.prefer["outlook.body-content-type"]}"`]
      : []),
  ];
  return heeded.length === 0 ? {} : { "Preference-Applied": heeded.join(", ") };
}
