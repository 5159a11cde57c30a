import { Temporal } from "temporal-polyfill";
import { isQuiet, nextDigest } from "../src/domain/deals/digest-time.ts";
import type { Weekday } from "../src/domain/time/weekday.ts";
import type { Settings } from "./config.ts";
import { plantDeals } from "./demo-deals.ts";
import { holidaysOf } from "./meetings/holidays.ts";
import { type Running, run } from "./run.ts";
import { openSandbox, type Sandbox } from "./sandbox/sandbox.ts";
import { KEY_ACCOUNTS_TEAM } from "./sandbox/seed/company.ts";
import { PortInUse } from "./serving.ts";
import { type Db, rows, sql } from "./store/db.ts";
import type { Store } from "./store/store.ts";

/**
 * Runs the product on a tenant of its own, with deals to look at. `now` is the machine's time, from which a fresh tenant's
 * clock begins: at night or at a weekend with the next working morning, because nobody is told anything then. Rejects with
 * PortInUse.
 */
export async function runDemo(
  settings: Settings,
  store: Store,
  say: (text: string) => void,
  now: Temporal.Instant,
): Promise<Running> {
  say("Opening the sandbox tenant …");
  let startOver = async () => {};
  const sandbox = await openTenant(settings, inOfficeHours(now), () => startOver());
  try {
    // The tenant comes back without its subscriptions: they are made anew at once, not when the next hour is over.
    const { tenantId } = sandbox;
    await sql`delete from watch where tenant_id = ${tenantId}`.execute(store.db);
    await sql`delete from timer where tenant_id = ${tenantId} and name = 'watch.reconcile'`.execute(store.db);
    const { clientId, clientSecret, appIdUri } = sandbox.app;
    const running = await run(settings, store, {
      tenant: {
        graphUrl: sandbox.url,
        authorityUrl: sandbox.url,
        tenantId,
        clientId,
        credential: { kind: "secret", secret: clientSecret },
        appIdUri,
        dealsTeamId: KEY_ACCOUNTS_TEAM,
      },
      now: () => sandbox.clock.now(),
      sandboxUrl: sandbox.url,
      onAddress: (url) => sandbox.addRedirectUris([`${url}/tab/`, `${url}/pane/`]),
    });
    sandbox.clock.onMove(() => running.app.turn());
    startOver = async () => {
      await forget(store.db);
      await plantDeals(sandbox, running);
    };
    const made = await plantDeals(sandbox, running).catch(async (error: unknown) => {
      await running.close();
      throw error;
    });
    if (made) say("Five deals were made to look at.");
    say("");
    say(`One Voice runs at   ${running.url}   (open this one)`);
    say(`The sandbox tenant  ${sandbox.url}`);
    say("Ctrl-C ends both.");
    return {
      ...running,
      async close() {
        await running.close();
        await sandbox.close();
      },
    };
  } catch (error) {
    await sandbox.close();
    throw error;
  }
}

/** A tenant that starts over knows nothing of what the product remembers. */
async function forget(db: Db): Promise<void> {
  const tables = await rows<{ name: string }>(
    db,
    sql`select table_name as name from information_schema.tables
        where table_schema = 'public' and table_name not like 'kysely%'`,
  );
  await sql`truncate ${sql.join(tables.map(({ name }) => sql.table(name)))}`.execute(db);
  await sql`delete from pgboss.job where state in ('created', 'retry')`.execute(db);
}

/** The office in which the demonstration begins: Munich's, a little after nine, while Novosibirsk still works, too. */
const OFFICE = {
  zone: "Europe/Berlin",
  days: new Set<Weekday>([1, 2, 3, 4, 5]),
  from: Temporal.PlainTime.from("09:15"),
  to: Temporal.PlainTime.from("17:00"),
};

function inOfficeHours(now: Temporal.Instant): Temporal.Instant {
  const today = now.toZonedDateTimeISO(OFFICE.zone).toPlainDate();
  const times = { ...OFFICE, holidays: holidaysOf("DE", today, today.add({ days: 14 })) };
  return isQuiet(now, times) ? (nextDigest(now, times, null) ?? now) : now;
}

async function openTenant(
  { sandboxPort, dataDir, databaseUrl }: Settings,
  now: Temporal.Instant,
  onReset: () => Promise<void>,
): Promise<Sandbox> {
  try {
    return await openSandbox({
      port: sandboxPort,
      now,
      onReset,
      ...(databaseUrl === null && { diary: `${dataDir}/tenant.jsonl` }),
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EADDRINUSE")
      throw new PortInUse("SANDBOX_PORT", sandboxPort);
    throw error;
  }
}
