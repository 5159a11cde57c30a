import type { TestSandbox } from "../support/open.ts";
import type { Example, ExampleRequest } from "./example.ts";

const anna = "/users/anna.kern@bergmann.example";
const pavel = "/users/pavel.orlov@bergmann.example";
const window = "startDateTime=2026-03-01T00:00:00Z&endDateTime=2026-03-31T00:00:00Z";
const person = (name: string, address: string) => ({ emailAddress: { name, address } });
const slot = (day: string) => ({
  start: { dateTime: `2026-03-${day}T10:00:00`, timeZone: "Europe/Berlin" },
  end: { dateTime: `2026-03-${day}T11:00:00`, timeZone: "W. Europe Standard Time" },
});

const meeting = {
  subject: "Line 4: next steps",
  body: { contentType: "html", content: "<p>Agenda</p>" },
  ...slot("04"),
  location: { displayName: "Room Isar", locationType: "conferenceRoom" },
  attendees: [
    { type: "required", ...person("Павел Орлов", "pavel.orlov@bergmann.example") },
    { type: "optional", ...person("Alexei Volkov", "alexei.volkov@steelworks.example") },
  ],
  isOnlineMeeting: true,
  onlineMeetingProvider: "teamsForBusiness",
  transactionId: "7e7b6b1c-9d0c-4a51-9a6b-0b6a0b9f0001",
  categories: ["Deal"],
};

const series = {
  subject: "Monday round",
  ...slot("02"),
  attendees: meeting.attendees,
  recurrence: {
    pattern: { type: "weekly", interval: 1, daysOfWeek: ["monday"], firstDayOfWeek: "monday" },
    range: { type: "numbered", startDate: "2026-03-02", numberOfOccurrences: 4 },
  },
};

const extension = {
  "@odata.type": "#microsoft.graph.openTypeExtension",
  extensionName: "com.onevoice.deal",
  dealId: "42",
};

async function make(t: TestSandbox, event: object = meeting): Promise<string> {
  const { body } = await t.graph<{ id: string }>(t.asApp, "POST", `${anna}/events`, { body: event });
  return body.id;
}

/** The id of what stands in Pavel's calendar after Anna invited him. */
async function invited(t: TestSandbox): Promise<string> {
  await make(t);
  const { body } = await t.graph<{ value: { id: string }[] }>(t.asApp, "GET", `${pavel}/events`);
  return body.value[0]?.id ?? "";
}

const onEvent = (
  operation: string,
  more: (path: string) => ExampleRequest,
  body: object = meeting,
): Example => ({
  operation,
  request: async (t) => more(`${anna}/events/${await make(t, body)}`),
});

const asInvited = (action: string, body: object): Example => ({
  operation: `POST /users/{user-id}/events/{event-id}/${action}`,
  request: async (t) => ({ path: `${pavel}/events/${await invited(t)}/${action}`, body }),
});

const inWindow = (
  view: "calendarView" | "calendarView/delta" | "events/delta",
  operation: string,
): Example => ({
  operation,
  async request(t) {
    await make(t);
    await make(t, series);
    return {
      path: `${anna}/${view}?${window}`,
      prefer: 'outlook.timezone="Europe/Berlin", odata.maxpagesize=3',
    };
  },
});

const online = {
  subject: "Call",
  startDateTime: "2026-03-04T09:00:00Z",
  endDateTime: "2026-03-04T10:00:00Z",
};
const makeOnline = (t: TestSandbox) =>
  t.graph<{ id: string; joinWebUrl: string }>(t.asUser("anna.kern"), "POST", "/me/onlineMeetings", {
    body: online,
  });

/** Requests to calendars and online meetings. */
export const calendarExamples: readonly Example[] = [
  onEvent("GET /users/{user-id}/events", () => ({
    path: `${anna}/events?$top=5&$orderby=start/dateTime&$count=true`,
  })),
  { operation: "POST /users/{user-id}/events", request: () => ({ path: `${anna}/events`, body: meeting }) },
  onEvent("GET /users/{user-id}/calendar/events", () => ({ path: `${anna}/calendar/events?$top=5` })),
  {
    operation: "POST /users/{user-id}/calendar/events",
    request: () => ({ path: `${anna}/calendar/events`, body: meeting }),
  },
  onEvent(
    "GET /users/{user-id}/events/{event-id}",
    (path) => ({ path, prefer: 'IdType="ImmutableId"' }),
    series,
  ),
  onEvent("PATCH /users/{user-id}/events/{event-id}", (path) => ({
    path,
    body: { subject: "Later", ...slot("05") },
  })),
  onEvent("DELETE /users/{user-id}/events/{event-id}", (path) => ({ path, headers: { "if-match": "*" } })),
  onEvent("POST /users/{user-id}/events/{event-id}/cancel", (path) => ({
    path: `${path}/cancel`,
    body: { Comment: "Not this week" },
  })),
  asInvited("accept", { sendResponse: true, comment: "Gladly" }),
  asInvited("decline", { sendResponse: true, comment: "Sorry", proposedNewTime: slot("06") }),
  asInvited("tentativelyAccept", { sendResponse: true, proposedNewTime: slot("06") }),
  onEvent("POST /users/{user-id}/events/{event-id}/forward", (path) => ({
    path: `${path}/forward`,
    body: { ToRecipients: [person("Maria Lindner", "maria.lindner@bergmann.example")], Comment: "For you" },
  })),
  onEvent(
    "GET /users/{user-id}/events/{event-id}/instances",
    (path) => ({ path: `${path}/instances?${window}` }),
    series,
  ),
  inWindow("calendarView", "GET /users/{user-id}/calendarView"),
  inWindow("calendarView/delta", "GET /users/{user-id}/calendarView/delta()"),
  inWindow("events/delta", "GET /users/{user-id}/events/delta()"),
  onEvent("POST /users/{user-id}/events/{event-id}/extensions", (path) => ({
    path: `${path}/extensions`,
    body: extension,
  })),
  onEvent(
    "GET /users/{user-id}/events/{event-id}/extensions/{extension-id}",
    (path) => ({ path: `${path}/extensions/com.onevoice.deal` }),
    { ...meeting, extensions: [extension] },
  ),
  onEvent(
    "PATCH /users/{user-id}/events/{event-id}/extensions/{extension-id}",
    (path) => ({ path: `${path}/extensions/com.onevoice.deal`, body: { ...extension, dealId: "43" } }),
    { ...meeting, extensions: [extension] },
  ),
  { operation: "GET /users/{user-id}/calendar", request: () => ({ path: `${anna}/calendar` }) },
  { operation: "GET /users/{user-id}/calendars", request: () => ({ path: `${anna}/calendars` }) },
  {
    operation: "GET /users/{user-id}/calendar/calendarPermissions",
    request: () => ({ path: "/users/dmitri.bergmann@bergmann.example/calendar/calendarPermissions" }),
  },
  {
    operation: "POST /users/{user-id}/calendar/getSchedule",
    async request(t) {
      await make(t);
      const schedules = ["anna.kern", "pavel.orlov", "steelworks-team", "nobody"].map(
        (name) => `${name}@bergmann.example`,
      );
      const { start, end } = slot("04");
      return {
        path: `${anna}/calendar/getSchedule`,
        body: { Schedules: schedules, StartTime: start, EndTime: end, AvailabilityViewInterval: 15 },
        prefer: 'outlook.timezone="Europe/Berlin"',
      };
    },
  },
  {
    operation: "POST /users/{user-id}/findMeetingTimes",
    as: "anna.kern",
    request: () => ({
      path: "/me/findMeetingTimes",
      body: {
        attendees: [{ type: "required", ...person("Павел Орлов", "pavel.orlov@bergmann.example") }],
        locationConstraint: {
          isRequired: false,
          suggestLocation: false,
          locations: [{ resolveAvailability: false, displayName: "Room Isar" }],
        },
        timeConstraint: { activityDomain: "work", timeSlots: [slot("04")] },
        meetingDuration: "PT30M",
        returnSuggestionReasons: true,
        minimumAttendeePercentage: 100,
      },
    }),
  },
  {
    operation: "POST /users/{user-id}/onlineMeetings",
    as: "anna.kern",
    request: () => ({ path: `${anna}/onlineMeetings`, body: online }),
  },
  {
    operation: "GET /users/{user-id}/onlineMeetings",
    as: "anna.kern",
    async request(t) {
      const { body } = await makeOnline(t);
      return {
        path: `${anna}/onlineMeetings?$filter=JoinWebUrl eq '${encodeURIComponent(body.joinWebUrl)}'`,
      };
    },
  },
  {
    operation: "GET /users/{user-id}/onlineMeetings/{onlineMeeting-id}",
    as: "anna.kern",
    request: async (t) => ({
      path: `${anna}/onlineMeetings/${encodeURIComponent((await makeOnline(t)).body.id)}`,
    }),
  },
  {
    operation: "PATCH /users/{user-id}/onlineMeetings/{onlineMeeting-id}",
    as: "anna.kern",
    request: async (t) => ({
      path: `${anna}/onlineMeetings/${encodeURIComponent((await makeOnline(t)).body.id)}`,
      body: {
        subject: "Call, moved",
        endDateTime: "2026-03-04T10:30:00Z",
        allowedPresenters: "organization",
      },
    }),
  },
];
