import type { RequestListener } from "node:http";
import express, { type ErrorRequestHandler } from "express";
import type { Logger } from "pino";
import { Temporal } from "temporal-polyfill";
import { LIVE_PATH, readSetup } from "../src/contract/session.ts";
import { writeLivePage } from "./audit/live-page.ts";
import { authenticate } from "./auth/authenticate.ts";
import { openTokens } from "./auth/tokens.ts";
import { openVerifier } from "./auth/verify.ts";
import type { Capability, TenantSettings } from "./config.ts";
import { contactBook } from "./deals/contact-book.ts";
import { openDeals } from "./deals/deals.ts";
import type { Others } from "./deals/ports.ts";
import { quietHours } from "./deals/quiet-hours.ts";
import { sightOf } from "./deals/sight.ts";
import { activity } from "./graph/activity.ts";
import { automaticReplies } from "./graph/automatic-replies.ts";
import { calendarDiary } from "./graph/calendar-diary.ts";
import { calendarSeries } from "./graph/calendar-series.ts";
import { calendars } from "./graph/calendars.ts";
import { openGraph } from "./graph/client.ts";
import { directory } from "./graph/directory.ts";
import { eventAttendees } from "./graph/event-attendees.ts";
import { letters } from "./graph/letters.ts";
import { mail } from "./graph/mail.ts";
import { mailDiary } from "./graph/mail-diary.ts";
import { mailFolders } from "./graph/mail-folders.ts";
import { mailGroups } from "./graph/mail-groups.ts";
import { outbox } from "./graph/mail-outbox.ts";
import type { Manners } from "./graph/manners.ts";
import { meetingTimes } from "./graph/meeting-times.ts";
import { photos } from "./graph/photos.ts";
import { planPromises } from "./graph/plan-promises.ts";
import { planner } from "./graph/planner.ts";
import { ranks } from "./graph/ranks.ts";
import { schedules } from "./graph/schedules.ts";
import { subscriptions } from "./graph/subscriptions.ts";
import { teamApp } from "./graph/team-app.ts";
import { teamFiles } from "./graph/team-files.ts";
import { teamPosts } from "./graph/team-posts.ts";
import { teams } from "./graph/teams.ts";
import { catalogApp } from "./graph/teams-app.ts";
import { todo } from "./graph/todo.ts";
import { problemOf, troubleOf } from "./graph/trouble.ts";
import { answerProblems, answerUnknown } from "./http/answer-problems.ts";
import { compressed } from "./http/compressed.ts";
import { openLive } from "./http/live.ts";
import { isNotification, LIFECYCLE_PATH, NOTIFICATION_PATH, notifications } from "./http/notifications.ts";
import { pages } from "./http/pages.ts";
import { requestLog } from "./http/request-log.ts";
import { securityHeaders } from "./http/security-headers.ts";
import { serveOpen } from "./http/serve.ts";
import { askDue, laterWork } from "./jobs/later-work.ts";
import { Later, openQueue, USUAL_LEASE_SECONDS } from "./jobs/queue.ts";
import { turnRounds } from "./jobs/timers.ts";
import { holidaysOf } from "./meetings/holidays.ts";
import { openMeetings } from "./meetings/meetings.ts";
import { peopleBook } from "./people/book.ts";
import { openPeople } from "./people/people.ts";
import type { House, Room } from "./room.ts";
import { writeAudit } from "./store/audit.ts";
import type { Store } from "./store/store.ts";
import { openVoice } from "./voice/voice.ts";

/** The manifest id of the Teams app; the packages carry the same. */
export const TEAMS_APP_ID = "1f0e5a3c-0000-4000-8000-00000000000e";

/** Microsoft's programs that ask for our tokens on a person's behalf: Teams, Microsoft 365, Outlook. */
const MICROSOFT_CLIENTS = [
  "1fec8e78-bce4-4aaf-ab1b-5451cc387264",
  "5e3ce6c0-2b1f-4285-8d4b-75ee78787346",
  "4765445b-32c6-49b0-83e6-1d93765276ca",
  "0ec893e0-5785-4de6-99da-4ed124e5296c",
  "d3590ed6-52b3-4102-aeff-aad2292ab01c",
  "bc59ab01-8403-45c6-8796-ac3ef710b3e3",
];

/** When nightly work begins where nobody said otherwise. */
const USUAL_NIGHT = { time: Temporal.PlainTime.from("02:30"), zone: "UTC" };

export type AppOptions = {
  tenant: TenantSettings;
  store: Store;
  now: () => Temporal.Instant;
  log: Logger;
  publicUrl: string;
  capabilities: ReadonlySet<Capability>;
  /** The folder of the built pages. */
  dist: string;
  /** Where the embedded tenant is reached; null on a real tenant. */
  sandboxUrl: string | null;
  /** After so many seconds without a sign of life, what a server had begun goes to another. */
  leaseSeconds?: number;
  /** How many reverse proxies stand before us; none when left out. Whose address it is decides who has asked too often. */
  trustedProxies?: number;
  /** When nightly work begins, and where, for people whose zone is not known; 02:30 when left out. */
  night?: { time: Temporal.PlainTime; zone: string };
  /** How the adapter waits and tries again; only tests give others. */
  manners?: Manners;
};

export type App = {
  handler: RequestListener;
  /** Starts the workers. */
  start(): Promise<void>;
  /** Does what is due on the product's clock; to be called often, and whenever the clock was moved. */
  turn(): Promise<void>;
  /** Lets running work end. */
  stop(): Promise<void>;
};

/** Joins rooms, adapters and store to the whole product: the only place that knows them all. */
export function openApp(options: AppOptions): App {
  const { tenant, store, now, log, publicUrl, sandboxUrl } = options;
  const { db } = store;
  const { tenantId } = tenant;
  const leaseSeconds = options.leaseSeconds ?? USUAL_LEASE_SECONDS;
  const queue = openQueue(store, leaseSeconds, (error, job) => {
    const level = error instanceof Later ? "debug" : "error";
    log[level]({ err: error, job }, "work did not end");
  });
  const live = openLive((tenant, personId, dealId) => sightOf(db, tenant, { personId, dealId, at: now() }));
  const house: House = {
    db,
    tenantId,
    now,
    ask: queue.ask,
    askAt: laterWork(tenantId),
    announce: live.announce,
    audit: ({ caller, action, dealId }) =>
      writeAudit(db, { tenantId, at: now(), actorId: caller.userId, action, dealId }),
    log,
    publicUrl,
  };

  const tokens = openTokens(tenant);
  const graphAs = openGraph(tenant.graphUrl, options.manners);
  const graph = graphAs(tokens.application);
  const people = peopleBook({ db, directory: directory(graph), tenantId, now });
  const teamsApp = catalogApp(graph, tenant.graphUrl, TEAMS_APP_ID);
  const { workTimes } = schedules(graph);
  const quiet = quietHours(house, { people, workTimes, holidays: holidaysOf });
  const voice = openVoice(house, {
    people,
    mailboxes: { ...mail(graph), ...mailFolders(graph) },
    outbox: outbox(graph),
    subscriptions: subscriptions(graph, {
      notificationUrl: `${publicUrl}${NOTIFICATION_PATH}`,
      lifecycleUrl: `${publicUrl}${LIFECYCLE_PATH}`,
      now,
    }),
    feed: activity(graph, teamsApp),
    quiet,
    groups: mailGroups(graph),
    presences: directory(graph),
    diary: mailDiary(graph),
    contacts: contactBook(tenantId),
    writeReport: writeLivePage,
    troubleOf,
    mayMark: options.capabilities.has("mark"),
    teamsAppId: TEAMS_APP_ID,
    leaseSeconds,
  });
  const others: Others = {
    async turnOver(tx, turnover) {
      for (const room of rooms) await room.turnOver?.(tx, turnover);
    },
    async openWork(db, dealId) {
      const counts = await Promise.all(rooms.map((room) => room.openWork?.(db, dealId)));
      return Object.assign({}, ...counts);
    },
    async forget(tx, dealId) {
      for (const room of rooms) await room.forget?.(tx, dealId);
    },
  };
  const rooms: Room[] = [
    voice,
    openPeople(house, people, photos(graph)),
    openDeals(
      house,
      {
        people,
        teams: teams(graph, tenant.graphUrl),
        teamApp: teamApp(graph, teamsApp),
        files: teamFiles(graph),
        plans: planner(graph, tenant.graphUrl, tenant.clientId),
        postsOf: (token) => teamPosts(graphAs(tokens.onBehalfOf(token))),
        feed: activity(graph, teamsApp),
        letters: letters(graph),
        workTimes,
        holidays: holidaysOf,
        night: options.night ?? USUAL_NIGHT,
        leaseSeconds,
        teamsAppId: TEAMS_APP_ID,
        absences: {
          replies: automaticReplies(graph, now).replies,
          // Without the permission on calendars nobody is asked: automatic replies tell enough.
          blocks: options.capabilities.has("schedule") ? schedules(graph).blocks : async () => new Map(),
        },
        troubleOf,
        teamId: tenant.dealsTeamId,
        mayMakeRooms: options.capabilities.has("rooms"),
      },
      others,
    ),
    openMeetings(house, {
      people,
      schedules: schedules(graph),
      calendars: { ...calendars(graph), ...eventAttendees(graph) },
      letters: letters(graph),
      ranks: ranks(graph),
      tasks: todo(graph),
      plans: planPromises(graph, tenant.graphUrl, tenant.clientId),
      diary: calendarDiary(graph),
      series: calendarSeries(graph),
      suggestionsOf: (token) => meetingTimes(graphAs(tokens.onBehalfOf(token))),
      postsOf: (token) => teamPosts(graphAs(tokens.onBehalfOf(token))),
      feed: activity(graph, teamsApp),
      quiet,
      troubleOf,
      leaseSeconds,
      teamsAppId: TEAMS_APP_ID,
      maySchedule: options.capabilities.has("schedule"),
    }),
  ];
  for (const room of rooms) room.work(queue);

  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", options.trustedProxies ?? 0);
  app.use(requestLog(log));
  app.use(compressed());
  // Pages count time by this header, so on the sandbox it tells the sandbox's time.
  app.use((_request, response, next) => {
    response.setHeader("Date", new Date(now().epochMilliseconds).toUTCString());
    next();
  });
  const authorityOrigin = new URL(tenant.authorityUrl).origin;
  const reach = { authority: authorityOrigin, sandbox: sandboxUrl };
  app.use(pages(options.dist, reach));
  app.use(securityHeaders(reach, false));
  app.use(express.json({ limit: "1mb" }));
  app.use(
    serveOpen(readSetup, async () => ({
      clientId: tenant.clientId,
      authority: `${tenant.authorityUrl}/${tenantId}`,
      scope: `${tenant.appIdUri}/access_as_user`,
      teamsAppId: TEAMS_APP_ID,
      sandbox: sandboxUrl,
    })),
  );
  const clients = new Set([tenant.clientId, ...MICROSOFT_CLIENTS]);
  // What one person may see must not be given to the next who asks from the same browser.
  app.use("/api", (_request, response, next) => {
    response.setHeader("Cache-Control", "no-store");
    next();
  });
  app.use("/api", authenticate(openVerifier({ ...tenant, clients, now })));
  app.get(LIVE_PATH, live.stream);
  for (const room of rooms) for (const router of room.routes) app.use(router);
  app.use(answerUnknown);
  app.use(((error, _request, _response, next) =>
    next(problemOf(error) ?? error)) satisfies ErrorRequestHandler);
  app.use(answerProblems(log));

  const rounds = rooms.flatMap((room) => room.rounds);
  const notified = notifications(voice.take, log);
  return {
    handler: (request, response) =>
      isNotification(request) ? notified(request, response) : app(request, response),
    async start() {
      await queue.start();
      voice.worker.start();
    },
    async turn() {
      const parts = { store, ask: queue.ask, tenantId, now };
      await askDue(parts);
      await turnRounds(parts, rounds);
    },
    async stop() {
      await voice.worker.stop();
      await queue.stop(5_000);
    },
  };
}
