import { z } from "zod";
import type { Tenant } from "../core/tenant.ts";
import { assignExchangeRoles } from "../directory/exchange-roles.ts";
import { requireUser } from "../directory/users.ts";
import { type AppRegistration, entraOf } from "../entra/state.ts";
import { CLIENT_ID } from "../seed/one-voice-app.ts";
import { badRequest, type OutsideAction, readJson } from "./context.ts";

const names = z.array(z.string().min(1)).max(200);

const consentBody = z.strictObject({
  action: z.enum(["grant", "revoke"]),
  clientId: z.guid().optional(),
  application: names.optional(),
  delegated: names.optional(),
});

const scopeBody = z.strictObject({ clientId: z.guid().optional(), users: names.nullable() });

const exchangeBody = z.strictObject({ permissions: names, users: names, clientId: z.guid().optional() });

/** What an administrator does in Entra and Exchange. */
export const entraActions: readonly OutsideAction[] = [
  {
    method: "POST",
    path: /^\/keys\/rotate$/,
    title: "POST /_outside/keys/rotate",
    purpose:
      'Tokens are signed with a new key from now on; `{"forgetOld":true}` makes all older tokens fail; `{kid}`',
    async handle(call) {
      const { forgetOld } = readJson(call, z.strictObject({ forgetOld: z.boolean().default(false) }));
      return { status: 200, body: { kid: (await call.keys.rotate(forgetOld)).kid } };
    },
  },
  {
    method: "POST",
    path: /^\/consent$/,
    title: "POST /_outside/consent",
    purpose:
      '`{action: "grant" or "revoke", application?, delegated?, clientId?}`: permissions by name; revoking without names takes all. Tokens already given out keep what they say',
    handle(call) {
      const { action, clientId, application, delegated } = readJson(call, consentBody);
      const { consent } = appOf(call.tenant, clientId);
      const isAll = application === undefined && delegated === undefined;
      if (action === "grant" && isAll) throw badRequest("Granting needs names in application or delegated.");
      change(consent.application, action, isAll ? [...consent.application] : (application ?? []));
      change(consent.delegated, action, isAll ? [...consent.delegated] : (delegated ?? []));
      return {
        status: 200,
        body: { application: [...consent.application], delegated: [...consent.delegated] },
      };
    },
  },
  {
    method: "PUT",
    path: /^\/conditionalAccess$/,
    title: "PUT /_outside/conditionalAccess",
    purpose:
      '`{users: ["*" or ids or names]}`: a second factor is asked of them, which a sign-in with the `claims` of the refusal passes; `[]` ends it',
    handle(call) {
      const { users } = readJson(call, z.strictObject({ users: names }));
      const ids = users.map((name) => (name === "*" ? name : requireUser(call.tenant, name).id));
      entraOf(call.tenant).strongAuthenticationFor = new Set(ids);
      return { status: 204 };
    },
  },
  {
    method: "PUT",
    path: /^\/mailboxScope$/,
    title: "PUT /_outside/mailboxScope",
    purpose:
      "`{users: [ids or names] or null, clientId?}`: Exchange opens only these mailboxes to the application",
    handle(call) {
      const { users, clientId } = readJson(call, scopeBody);
      const ids = users?.map((name) => requireUser(call.tenant, name).id);
      appOf(call.tenant, clientId).mailboxScope = ids === undefined ? null : new Set(ids);
      return { status: 204 };
    },
  },
  {
    method: "PUT",
    path: /^\/exchangeRoles$/,
    title: "PUT /_outside/exchangeRoles",
    purpose:
      "`{permissions: [names], users: [ids or names], clientId?}`: RBAC for Applications: Exchange itself gives the application these permissions in these mailboxes, on top of what Entra gives it everywhere; `[]` takes them back",
    handle(call) {
      const { permissions, users, clientId } = readJson(call, exchangeBody);
      const ids = users.map((name) => requireUser(call.tenant, name).id);
      assignExchangeRoles(call.tenant, appOf(call.tenant, clientId).clientId, permissions, ids);
      return { status: 204 };
    },
  },
];

function appOf(tenant: Tenant, clientId = CLIENT_ID): AppRegistration {
  const app = entraOf(tenant).apps.get(clientId.toLowerCase());
  if (app === undefined) throw badRequest(`There is no application ${clientId}.`);
  return app;
}

function change(held: Set<string>, action: "grant" | "revoke", changed: readonly string[]): void {
  for (const name of changed) {
    if (action === "grant") held.add(name);
    else held.delete(name);
  }
}
