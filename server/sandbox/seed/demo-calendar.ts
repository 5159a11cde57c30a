import type { Days } from "./demo-days.ts";
import type { SeedEvent } from "./schema.ts";

type Weekday = "monday" | "tuesday" | "wednesday" | "thursday" | "friday";

const WEEKDAYS: readonly Weekday[] = ["monday", "tuesday", "wednesday", "thursday", "friday"];

/** A standing meeting: its days of the week, hours, organizer and who is invited. */
type Standing = readonly [
  days: readonly Weekday[],
  start: string,
  end: string,
  organizer: string,
  subject: string,
  who: readonly string[],
];

const DAILY = WEEKDAYS;

/** What stands in calendars every week. The chief executive's own weeks are nearly full, and begin at ten. */
const STANDING: readonly Standing[] = [
  [
    DAILY,
    "10:00",
    "10:45",
    "katrin.vogel",
    "Morning round of the board",
    ["dmitri.bergmann", "richard.hahn", "thomas.weiss"],
  ],
  [["monday"], "11:00", "12:30", "dmitri.bergmann", "Investors, weekly call", []],
  [
    ["monday"],
    "14:00",
    "15:00",
    "stefan.brandt",
    "Sales weekly",
    ["dmitri.bergmann", "anna.kern", "pavel.orlov", "lukas.maier", "sophie.albrecht"],
  ],
  [
    ["monday", "wednesday"],
    "15:30",
    "17:00",
    "dmitri.bergmann",
    "Strategy 2030",
    ["richard.hahn", "stefan.brandt"],
  ],
  [["tuesday"], "11:00", "13:00", "thomas.weiss", "Budget review", ["dmitri.bergmann", "olga.smirnova"]],
  [["tuesday", "thursday"], "14:00", "16:00", "dmitri.bergmann", "Plant tour with guests", []],
  [
    ["wednesday"],
    "11:00",
    "12:00",
    "maria.lindner",
    "Legal, open matters",
    ["dmitri.bergmann", "felix.otto"],
  ],
  [["wednesday"], "13:30", "15:00", "dmitri.bergmann", "One to one with Richard", ["richard.hahn"]],
  [
    ["thursday"],
    "11:00",
    "13:00",
    "dmitri.bergmann",
    "Supervisory board, preparation",
    ["katrin.vogel", "thomas.weiss"],
  ],
  [["friday"], "11:00", "14:00", "dmitri.bergmann", "Industry association", []],
  [["friday"], "15:00", "17:00", "dmitri.bergmann", "Travel", []],
  [
    DAILY,
    "04:00",
    "04:30",
    "andrei.morozov",
    "Планёрка инженеров",
    ["elena.sokolova", "mikhail.lebedev", "yuri.fomin"],
  ],
  [
    ["tuesday"],
    "09:30",
    "10:30",
    "anna.kern",
    "Line 4, team",
    ["pavel.orlov", "ivan.petrov", "elena.sokolova"],
  ],
  [
    ["thursday"],
    "09:00",
    "10:00",
    "pavel.orlov",
    "Depot automation, team",
    ["natalia.kuznetsova", "sophie.albrecht"],
  ],
  [["friday"], "09:30", "10:00", "lukas.maier", "Helios, open points", ["jonas.richter", "felix.otto"]],
  [DAILY, "12:00", "12:45", "anna.kern", "Lunch", []],
];

/** Two weeks of meetings behind, and as many ahead. */
export function demoEvents(days: Days): SeedEvent[] {
  return [...STANDING.map((standing) => seriesOf(standing, days)), ...singleEvents(days)];
}

function seriesOf([weekdays, start, end, organizer, subject, who]: Standing, days: Days): SeedEvent {
  const first = days.weekday(WEEKDAYS.indexOf(weekdays[0]!) + 1, -2);
  return {
    organizer,
    subject,
    start: `${first}T${start}:00`,
    end: `${first}T${end}:00`,
    timeZone: "Europe/Berlin",
    attendees: who.map((name) => ({ who: name, response: "accepted" as const })),
    ...(subject === "Lunch" && { sensitivity: "private" as const }),
    recurrence: {
      pattern: { type: "weekly", interval: 1, daysOfWeek: [...weekdays], firstDayOfWeek: "monday" },
      range: { type: "endDate", endDate: days.weekday(5, 3) },
    },
  };
}

function singleEvents(days: Days): SeedEvent[] {
  const berlin = { timeZone: "Europe/Berlin" };
  const siberia = { timeZone: "Asia/Novosibirsk" };
  const dayOf = (day: string, start: string, end: string) => ({
    start: `${day}T${start}:00`,
    end: `${day}T${end}:00`,
  });
  return [
    {
      organizer: "elena.sokolova",
      subject: "Отпуск",
      start: `${days.date(0)}T00:00:00`,
      end: `${days.date(12)}T00:00:00`,
      isAllDay: true,
      showAs: "oof",
      ...siberia,
    },
    {
      organizer: "anna.kern",
      subject: "Steelworks: revised offer, walk-through",
      ...dayOf(days.weekday(4, 0), "10:30", "11:30"),
      ...berlin,
      isOnlineMeeting: true,
      attendees: [
        { who: "alexei.volkov@steelworks.example", response: "accepted" },
        { who: "irina.belova@steelworks.example" },
        { who: "pavel.orlov", response: "tentativelyAccepted" },
      ],
    },
    {
      organizer: "dmitri.bergmann",
      subject: "Dentist",
      ...dayOf(days.weekday(2, 1), "16:30", "17:30"),
      ...berlin,
      sensitivity: "private",
    },
    {
      organizer: "pavel.orlov",
      subject: "Выезд на площадку",
      ...dayOf(days.weekday(3, 0), "09:00", "13:00"),
      ...siberia,
      location: "Steelworks AO",
      attendees: [{ who: "ivan.petrov", response: "accepted" }],
    },
    {
      organizer: "lukas.maier",
      subject: "Helios: price talk",
      ...dayOf(days.weekday(4, 0), "13:00", "14:00"),
      ...berlin,
      isOnlineMeeting: true,
      attendees: [
        { who: "lucia.romano@helios-energy.example", response: "tentativelyAccepted" },
        { who: "thomas.weiss", response: "accepted" },
      ],
    },
    {
      organizer: "richard.hahn",
      subject: "Audit at the plant",
      ...dayOf(days.weekday(1, 1), "09:00", "17:00"),
      ...berlin,
      attendees: [{ who: "svetlana.volkova", response: "accepted" }, { who: "jonas.richter" }],
    },
    {
      organizer: "maria.lindner",
      subject: "Working from home",
      start: `${days.weekday(5, 0)}T00:00:00`,
      end: `${days.weekday(6, 0)}T00:00:00`,
      isAllDay: true,
      showAs: "workingElsewhere",
      ...berlin,
    },
  ];
}
