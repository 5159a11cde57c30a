import type * as z from "zod/mini";
import type { Speaker } from "../../../src/contract/deal-parts.ts";
import type { Deal, DealCard } from "../../../src/contract/deals.ts";
import type { listExceptions } from "../../../src/contract/exceptions.ts";
import type { previewHandOver } from "../../../src/contract/hand-overs.ts";
import type { Incident, Reading, readVoice } from "../../../src/contract/voice.ts";
import type { Person } from "../../../src/contract/words.ts";

/** The moment at which every test of a screen takes place. */
export const NOW = "2026-11-25T09:00:00Z";

const person = (number: number, name: string, title: string): Person => ({
  id: `7e000000-0000-4000-8000-00000000000${number}`,
  name,
  mail: `person${number}@bergmann.example`,
  title,
});

export const anna = person(1, "Anna Kern", "Key account manager");
export const ivan = person(2, "Иван Петров", "Logistics expert");
export const elena = person(3, "Елена Соколова", "Process engineer, Line 4");
export const thomas = person(4, "Thomas Weiss", "Chief financial officer");

/** Anna speaks, in Munich. */
export const annaSpeaks: Speaker = {
  person: anna,
  since: "2026-09-01T07:00:00Z",
  until: "2026-12-14T22:59:59Z",
  zone: "Europe/Berlin",
};

/** Ivan speaks, in Novosibirsk, without an end. */
export const ivanSpeaks: Speaker = {
  person: ivan,
  since: "2026-10-01T07:00:00Z",
  until: null,
  zone: "Asia/Novosibirsk",
};

const dealId = (number: number) => `de000000-0000-4000-8000-00000000000${number}`;

/** The deal that most tests are about; Anna leads it and speaks. */
export const line4: Deal = {
  id: dealId(1),
  name: "Line 4 modernisation",
  account: "Uralsk Steelworks AO",
  stage: "proposal",
  value: { amount: "2400000", currency: "EUR" },
  closeDate: "2026-12-14",
  tenderDate: "2026-12-04",
  speaker: annaSpeaks,
  openIncidents: 2,
  voiceShare: 0.92,
  teamSize: 4,
  roomState: "ready",
  yourRole: "accountManager",
  version: 3,
  sensitivity: "standard",
  domains: ["uralsk-steel.example", "steelworks.example"],
  contacts: [
    { id: "c1", name: "Sergei Volkov", address: "volkov@steelworks.example", role: "economicBuyer" },
    { id: "c2", name: "Татьяна Белова", address: "belova@uralsk-steel.example", role: null },
  ],
  seats: [
    { person: anna, role: "accountManager" },
    { person: ivan, role: "expert", backup: elena },
    { person: elena, role: "backOffice" },
    { person: thomas, role: "finance" },
  ],
  room: {
    state: "ready",
    webUrl: "https://teams.microsoft.com/l/channel/19%3Aroom/Line%204",
    channelName: "Line 4 modernisation",
    steps: [],
  },
  warnings: [
    { kind: "empty-seat", role: "legal" },
    {
      kind: "away",
      person: ivan,
      role: "expert",
      from: "2026-12-02",
      to: "2026-12-06",
      clashes: ["tender"],
      backup: elena,
    },
  ],
};

/** The same deal while its room waits for a step that failed. */
export const stuckLine4: Deal = {
  ...line4,
  roomState: "stuck",
  room: {
    state: "stuck",
    webUrl: line4.room.webUrl,
    channelName: "Line 4 modernisation",
    steps: [
      { name: "channel", state: "done", why: null, people: [] },
      { name: "members", state: "failed", why: "person-unknown", people: ["Елена Соколова"] },
      { name: "app", state: "done", why: null, people: [] },
      { name: "tab", state: "waiting", why: null, people: [] },
      { name: "welcome", state: "needs-you", why: null, people: [] },
    ],
  },
};

/** Three deals as the list shows them: around, in tune, without a speaker. */
export const cards: DealCard[] = [
  line4,
  {
    ...line4,
    id: dealId(2),
    name: "Nordic rollout of the Kaltwalzwerk-Automatisierungsprogramm",
    account: "Northern Rolling Mills",
    stage: "contract",
    value: { amount: "900000", currency: "EUR" },
    tenderDate: null,
    closeDate: "2026-11-30",
    speaker: ivanSpeaks,
    openIncidents: 0,
    voiceShare: 1,
    yourRole: "expert",
  },
  {
    ...line4,
    id: dealId(3),
    name: "Обслуживание печей",
    account: "Завод «Заря»",
    stage: "lead",
    value: null,
    tenderDate: null,
    closeDate: null,
    speaker: null,
    openIncidents: 0,
    voiceShare: null,
    roomState: "none",
  },
];

/** Volkov wrote to Ivan and Elena, and Anna was left out. */
export const aroundAnna: Incident = {
  id: "1c000000-0000-4000-8000-000000000001",
  dealId: line4.id,
  dealName: line4.name,
  client: { name: "Sergei Volkov", address: "volkov@steelworks.example" },
  recipients: [ivan, elena],
  speaker: anna,
  reason: "left-out",
  sentAt: "2026-11-25T07:00:00Z",
  subject: "Delivery dates",
  state: "open",
  answerBy: "2026-11-25T15:00:00Z",
  yoursToTake: true,
};

/** An older one, which was passed to Anna; no mailbox holds the mail any more. */
export const handed: Incident = {
  ...aroundAnna,
  id: "1c000000-0000-4000-8000-000000000002",
  client: { name: "", address: "belova@uralsk-steel.example" },
  recipients: [thomas],
  sentAt: "2026-11-20T07:00:00Z",
  subject: null,
  state: "handed",
  answerBy: null,
  yoursToTake: false,
};

/** How the rule reads Volkov's mail in Ivan's mailbox: around Anna. */
export const bypass: Reading = {
  deal: { id: line4.id, name: line4.name, account: line4.account, stage: line4.stage },
  speaker: annaSpeaks,
  presence: "Available",
  verdict: { kind: "bypass", direction: "from-client", reason: "left-out" },
  incident: { id: aroundAnna.id, state: "open" },
};

export const volkov = aroundAnna.client;

/** Both texts of a hand-over, as the server drafts them. */
export const drafts: z.output<typeof previewHandOver.reply> = {
  toSpeaker: { person: anna, note: "Anna, this one is for you." },
  toClient: { client: volkov, text: "Dear Mr Volkov, Anna Kern will answer you today.", language: "en" },
};

/** Twelve weeks of mail, one pattern, and one mailbox whose past is still being read. */
export const voiceOfLine4: z.output<typeof readVoice.reply> = {
  weeks: [
    { week: "2026-10-26", onVoice: 12, around: 3, share: 0.8 },
    { week: "2026-11-02", onVoice: 0, around: 0, share: null },
    { week: "2026-11-09", onVoice: 9, around: 3, share: 0.75 },
    { week: "2026-11-16", onVoice: 14, around: 0, share: 1 },
  ],
  patterns: [
    {
      client: aroundAnna.client,
      count: 4,
      since: "2026-11-03T09:00:00Z",
      last: "2026-11-25T07:00:00Z",
      suggestion: "delegate",
    },
  ],
  clients: [
    { client: aroundAnna.client, onVoice: 9, around: 4, share: 9 / 13 },
    {
      client: { name: "Татьяна Белова", address: "belova@uralsk-steel.example" },
      onVoice: 26,
      around: 2,
      share: 26 / 28,
    },
  ],
  reasons: [
    { kind: "heard", reason: "on-to", count: 31 },
    { kind: "bypass", reason: "left-out", count: 6 },
    { kind: "exempt", reason: "auto-reply", count: 3 },
  ],
  mayDelegate: true,
  reading: [{ person: elena, done: 0.4, mails: 1210 }],
};

/** Ivan may speak on logistics; a tender's silence is over. */
export const exceptionsOfLine4: z.output<typeof listExceptions.reply> = {
  may: { delegate: true, declareQuiet: true },
  delegations: [
    {
      id: "d1000000-0000-4000-8000-000000000001",
      person: ivan,
      topic: "Logistics",
      clients: ["volkov@steelworks.example"],
      isForConversation: false,
      since: "2026-11-10T09:00:00Z",
      until: "2026-11-30T23:00:00Z",
      isInForce: true,
    },
  ],
  quietPeriods: [
    {
      id: "d1000000-0000-4000-8000-000000000002",
      contact: anna,
      rule: "Only the named contact may speak during the tender.",
      since: "2026-10-01T09:00:00Z",
      until: "2026-10-15T22:00:00Z",
      isInForce: false,
    },
  ],
};
