import { z } from "zod";
import { everyRole, everyScope } from "../core/permission-table.ts";
import type { Tenant } from "../core/tenant.ts";
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

/** What an administrator does in Entra. */
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
      '`{action: "grant" or "revoke", application?, delegated?, clientId?}`: permissions by name, `["*"]` for all there are; revoking without names takes all. Tokens already given out keep what they say',
    handle(call) {
      const { action, clientId, application, delegated } = readJson(call, consentBody);
      const { consent } = appOf(call.tenant, clientId);
      const isAll = application === undefined && delegated === undefined;
      if (action === "grant" && isAll) throw badRequest("Granting needs names in application or delegated.");
      change(consent.application, action, isAll ? ["*"] : (application ?? []), everyRole);
      change(consent.delegated, action, isAll ? ["*"] : (delegated ?? []), everyScope);
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
];

/** The application with this id; One Voice's by default. Throws 400 for an unknown one. */
export function appOf(tenant: Tenant, clientId = CLIENT_ID): AppRegistration {
  const app = entraOf(tenant).apps.get(clientId.toLowerCase());
  if (app === undefined) throw badRequest(`There is no application ${clientId}.`);
  return app;
}

function change(
  held: Set<string>,
  action: "grant" | "revoke",
  changed: readonly string[],
  every: ReadonlySet<string>,
): void {
  const isEvery = changed.includes("*");
  for (const name of isEvery ? [...every, ...held] : changed) {
    if (action === "grant") held.add(name);
    else held.delete(name);
  }
}
