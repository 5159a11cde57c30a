import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import type { Occurrence } from "../../../server/meetings/calendar-ports.ts";
import { matchOccurrences, takenOverId } from "../../../server/meetings/outlook-match.ts";
import type { Watched } from "../../../server/meetings/outlook-store.ts";

const VERA = { name: "Vera Volkova", address: "vera@steelworks.example" };
const watched = (executiveId: string, dealId = "deal"): Watched => ({
  dealId,
  account: "Steelworks AO",
  executiveId,
  contacts: [VERA, { name: "Igor Lebedev", address: "igor@steelworks.example" }],
});
const person = (address: string, more: Partial<Occurrence["attendees"][number]> = {}) => ({
  name: address.split("@")[0] ?? "",
  address,
  required: true,
  response: "none" as const,
  ...more,
});
const day = (more: Partial<Occurrence> = {}): Occurrence => ({
  eventId: "his-1",
  key: "040000 2026-03-05",
  seriesId: "his",
  start: Temporal.Instant.from("2026-03-05T09:00Z"),
  end: Temporal.Instant.from("2026-03-05T10:00Z"),
  isCancelled: false,
  isPrivate: false,
  isOrganizer: true,
  organizer: { name: "Dmitri", address: "dmitri@bergmann.example" },
  attendees: [person(VERA.address, { response: "accepted" })],
  ...more,
});
const colleagues = new Map([
  ["dmitri@bergmann.example", "dmitri"],
  ["d.bergmann@bergmann.example", "dmitri"],
  ["elena@bergmann.example", "elena"],
]);
const match = (deals: Watched[], calendars: Record<string, Occurrence[]>) => [
  ...matchOccurrences(deals, new Map(Object.entries(calendars)), colleagues).values(),
];

test("D3: a series that the client's person invites to is read in our executive's calendar, and she is shown as who invites", () => {
  const invited = day({
    isOrganizer: false,
    organizer: VERA,
    attendees: [person("dmitri@bergmann.example")],
  });
  const [found] = match([watched("dmitri")], { dmitri: [invited] });
  expect(found).toMatchObject({
    ownerId: "dmitri",
    invitedBy: VERA.address,
    subject: "Steelworks AO: Vera Volkova",
  });
  expect(found?.attendees).toMatchObject([
    { address: VERA.address, personId: null, response: "accepted" },
    { address: "dmitri@bergmann.example", personId: "dmitri" },
  ]);
});

test("D3: in the calendars of two executives it is one meeting, read where its organizer's answers are", () => {
  const hers = day({ eventId: "hers-1", seriesId: "hers", isOrganizer: false });
  for (const deals of [
    [watched("dmitri"), watched("elena")],
    [watched("elena"), watched("dmitri")],
  ]) {
    const found = match(deals, { dmitri: [day()], elena: [hers] });
    expect(found).toMatchObject([{ ownerId: "dmitri", eventId: "his-1", invitedBy: null }]);
  }
});

test("D3: a person who is in two deals brings the day to both, each with an id of its own that is always the same", () => {
  const found = match([watched("dmitri", "one"), watched("dmitri", "other")], { dmitri: [day()] });
  expect(found.map(({ id }) => id)).toEqual([
    takenOverId("one", "040000 2026-03-05"),
    takenOverId("other", "040000 2026-03-05"),
  ]);
  expect(new Set(found.map(({ id }) => id)).size).toBe(2);
  for (const { id } of found)
    expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/);
});

test.each<[string, Partial<Occurrence>]>([
  ["private", { isPrivate: true }],
  ["called off", { isCancelled: true }],
  ["without anybody of the client's", { attendees: [person("stranger@elsewhere.example")] }],
])("D3: a day that is %s is not taken over", (_, more) => {
  expect(match([watched("dmitri")], { dmitri: [day(more)] })).toEqual([]);
});

test("D3: a colleague whom the book does not know is not taken for somebody of the client's, and nobody is named twice", () => {
  const attendees = [
    person(VERA.address),
    person("unknown@bergmann.example"),
    person(VERA.address),
    person("d.bergmann@bergmann.example"),
    person("elena@bergmann.example", { required: false }),
  ];
  const [found] = match([watched("dmitri")], { dmitri: [day({ attendees })] });
  expect(found?.attendees.map(({ address, personId, required }) => [address, personId, required])).toEqual([
    [VERA.address, null, true],
    ["elena@bergmann.example", "elena", false],
  ]);
});
