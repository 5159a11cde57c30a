import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { varySuggestions } from "../calendar/suggestion-order.ts";
import type { Tenant } from "../core/tenant.ts";
import { assignExchangeRoles } from "../directory/exchange-roles.ts";
import { requireMailbox, requireUser } from "../directory/users.ts";
import { archiveMail } from "../mail/archive.ts";
import { type OutsideAction, readJson } from "./context.ts";
import { appOf } from "./entra-actions.ts";

const names = z.array(z.string().min(1)).max(200);
const after = z.iso
  .duration()
  .transform((text) => Temporal.Duration.from(text))
  .optional();

const scopeBody = z.strictObject({ clientId: z.guid().optional(), users: names.nullable(), after });

const rolesBody = z.strictObject({ permissions: names, users: names, clientId: z.guid().optional(), after });

const archiveBody = z.strictObject({
  receivedBefore: z.iso.datetime().transform((text) => Temporal.Instant.from(text)),
});

/** What an administrator does in Exchange, and what Exchange does by itself. */
export const exchangeActions: readonly OutsideAction[] = [
  {
    method: "PUT",
    path: /^\/mailboxScope$/,
    title: "PUT /_outside/mailboxScope",
    purpose:
      "`{users: [ids or names] or null, clientId?, after?}`: Exchange opens only these mailboxes to the application; `after`: it heeds that so much later, as the real one takes an hour (`PT1H`)",
    handle(call) {
      const { users, clientId, after: delay } = readJson(call, scopeBody);
      const ids = users?.map((name) => requireUser(call.tenant, name).id);
      const app = appOf(call.tenant, clientId);
      whenHeeded(call.tenant, delay, () => {
        app.mailboxScope = ids === undefined ? null : new Set(ids);
      });
      return { status: 204 };
    },
  },
  {
    method: "PUT",
    path: /^\/exchangeRoles$/,
    title: "PUT /_outside/exchangeRoles",
    purpose:
      "`{permissions: [names], users: [ids or names], clientId?, after?}`: RBAC for Applications: Exchange itself gives the application these permissions in these mailboxes, on top of what Entra gives it everywhere; `[]` takes them back",
    handle(call) {
      const { permissions, users, clientId, after: delay } = readJson(call, rolesBody);
      const ids = users.map((name) => requireUser(call.tenant, name).id);
      const app = appOf(call.tenant, clientId);
      whenHeeded(call.tenant, delay, () => assignExchangeRoles(call.tenant, app.clientId, permissions, ids));
      return { status: 204 };
    },
  },
  {
    method: "POST",
    path: /^\/users\/([^/]+)\/archive$/,
    title: "POST /_outside/users/{id}/archive",
    purpose:
      "`{receivedBefore}`: a retention policy moves older letters to the person's archive mailbox, where Graph v1.0 does not reach: no id of theirs leads anywhere any more; 202 with their `count`",
    handle(call) {
      const owner = requireMailbox(call.tenant, call.params[0]!);
      const { receivedBefore } = readJson(call, archiveBody);
      return { status: 202, body: { count: archiveMail(call.tenant, owner.id, receivedBefore) } };
    },
  },
  {
    method: "PUT",
    path: /^\/meetingSuggestions$/,
    title: "PUT /_outside/meetingSuggestions",
    purpose:
      "`{vary}`: whether findMeetingTimes orders equally good times otherwise at each call, as the real one does; it starts as false",
    handle(call) {
      varySuggestions(call.tenant, readJson(call, z.strictObject({ vary: z.boolean() })).vary);
      return { status: 204 };
    },
  },
];

/** Changes what Exchange goes by: at once, or after the delay on the tenant's clock. */
function whenHeeded({ clock }: Tenant, delay: Temporal.Duration | undefined, change: () => void): void {
  if (delay === undefined) change();
  else clock.at(clock.now().toZonedDateTimeISO("UTC").add(delay).toInstant(), change);
}
