import { Temporal } from "temporal-polyfill";
import { addEvent } from "../calendar/simple-events.ts";
import { type Dispatch, openDispatch } from "../core/dispatch.ts";
import { GraphError } from "../core/graph-error.ts";
import type { Caller } from "../core/operation.ts";
import { everyRole, everyScope } from "../core/permission-table.ts";
import type { Tenant } from "../core/tenant.ts";
import { withExchangeRoles } from "../directory/exchange-roles.ts";
import { mailboxOf } from "../directory/mailbox-access.ts";
import { allUsers, findUser } from "../directory/users.ts";
import { deliver } from "../mail/deliver.ts";
import { mailboxOf as openMailbox } from "../mail/state.ts";
import { operations } from "../services.ts";
import { rawOf } from "./mail-text.ts";
import { BadSeed, plantDirectory } from "./plant-directory.ts";
import { plantTeams } from "./plant-teams.ts";
import type { SeedEvent, SeedMail, SeedRequest, TenantSeed } from "./schema.ts";

const PLANTER = "the seed";

/**
 * Fills an empty tenant. The clock is put to when each thing happened and back again, so that mail was received and
 * meetings were made then. Rejects with BadSeed for what the tenant itself refuses.
 */
export async function plant(tenant: Tenant, seed: TenantSeed): Promise<void> {
  const end = seed.now === undefined ? tenant.clock.now() : Temporal.Instant.from(seed.now);
  tenant.clock.jump(end);
  plantDirectory(tenant, seed);
  // Opened now, not when somebody first looks in: so a tenant that is planted again has the same folders.
  for (const { id } of allUsers(tenant)) openMailbox(tenant, id);
  plantTeams(tenant, seed);
  const dispatch = openDispatch(tenant, operations, { mailboxOf, withExchangeRoles }, { limits: "none" });
  const began = performance.now();
  for (const event of seed.events) plantEvent(tenant, seed, event);
  for (const step of stepsOf(tenant, seed, dispatch)) {
    if (step.at !== undefined) tenant.clock.jump(Temporal.Instant.from(step.at));
    await step.run();
  }
  // Planting itself takes no time of the tenant's.
  tenant.clock.jump(
    seed.now === undefined ? end.add({ milliseconds: Math.round(performance.now() - began) }) : end,
  );
}

type Step = { at: string | undefined; run: () => Promise<void> };

/** Everything that happened, in order; what has no time of its own comes first. */
function stepsOf(tenant: Tenant, seed: TenantSeed, dispatch: Dispatch): Step[] {
  const mails = seed.mail.map(
    (mail, i): Step => ({ at: mail.at, run: () => plantMail(tenant, seed, mail, i) }),
  );
  const requests = seed.requests.map(
    (request): Step => ({ at: request.at, run: () => plantRequest(tenant, seed, request, dispatch) }),
  );
  const when = ({ at }: Step) => (at === undefined ? Number.NEGATIVE_INFINITY : Date.parse(at));
  return [...requests, ...mails].sort((a, b) => (when(a) === when(b) ? 0 : when(a) - when(b)));
}

function plantEvent(tenant: Tenant, { organization }: TenantSeed, event: SeedEvent): void {
  const { organizer, attendees = [], ...rest } = event;
  const addressOf = (who: string) => (who.includes("@") ? who : `${who}@${organization.domain}`);
  const owner = findUser(tenant, addressOf(organizer));
  if (owner === undefined) throw new BadSeed(`The seed names "${organizer}", who is not among its people.`);
  // Both are local times of one zone, written alike.
  if (event.end < event.start)
    throw new BadSeed(`The seed's event "${event.subject}" ends before it begins.`);
  try {
    addEvent(tenant, owner.id, {
      ...rest,
      attendees: attendees.map(({ who, ...one }) => ({ ...one, address: addressOf(who) })),
    });
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    throw new BadSeed(`The seed's event "${event.subject}" was refused: ${error.message}`);
  }
}

async function plantMail(
  tenant: Tenant,
  { organization }: TenantSeed,
  mail: SeedMail,
  i: number,
): Promise<void> {
  const isRaw = "raw" in mail;
  const raw = isRaw ? new TextEncoder().encode(mail.raw) : await rawOf(mail, i + 1, organization.domain);
  await deliver(tenant, raw, isRaw ? mail.to : undefined);
}

async function plantRequest(
  tenant: Tenant,
  seed: TenantSeed,
  request: SeedRequest,
  dispatch: Dispatch,
): Promise<void> {
  const { body } = request;
  const reply = await dispatch({
    method: request.method,
    target: request.url,
    headers: { "content-type": "application/json" },
    caller: callerOf(tenant, seed, request.as),
    body,
    bytes: 0,
    baseUrl: "http://localhost/v1.0",
  });
  if (reply.status < 400) return;
  throw new BadSeed(
    `The seed's ${request.method} ${request.url} was answered ${reply.status}: ${JSON.stringify(reply.body)}`,
  );
}

/** A caller who may do everything, as a person or as an application. */
function callerOf(tenant: Tenant, { organization }: TenantSeed, as: string | undefined): Caller {
  if (as === undefined) return { kind: "app", appId: PLANTER, roles: everyRole };
  const user = findUser(tenant, `${as}@${organization.domain}`);
  if (user === undefined) throw new BadSeed(`The seed names "${as}", who is not among its people.`);
  return { kind: "user", appId: PLANTER, userId: user.id, scopes: everyScope };
}
