import type { SeedGroup, SeedPerson, TenantSeedInput } from "./schema.ts";

/** The tenant id of the built-in seeds. */
export const TENANT_ID = "7e4a47de-0000-4000-8000-000000000001";

/** The group and team "Key accounts". */
export const KEY_ACCOUNTS_TEAM = "7c0de000-0000-4000-8000-000000000001";

/** The group and team "Management". */
export const MANAGEMENT_TEAM = "7c0de000-0000-4000-8000-000000000002";

const WEEK = ["monday", "tuesday", "wednesday", "thursday", "friday"] as const;
const hours = (start: string, end: string) => ({ days: [...WEEK], start, end });

const munich = {
  officeLocation: "Munich",
  city: "Munich",
  country: "Germany",
  usageLocation: "DE",
  preferredLanguage: "en-US",
  timeZone: "Europe/Berlin",
  workingHours: hours("09:00", "17:30"),
};

const novosibirsk = {
  officeLocation: "Novosibirsk",
  city: "Novosibirsk",
  country: "Russia",
  usageLocation: "RU",
  preferredLanguage: "ru-RU",
  timeZone: "Asia/Novosibirsk",
  workingHours: hours("09:00", "18:00"),
};

/** The office, then name, display name, job, department and manager. */
type Row = readonly [
  office: typeof munich | typeof novosibirsk,
  name: string,
  displayName: string,
  job: string,
  department: string,
  manager: string,
];

const ROWS: readonly Row[] = [
  [munich, "dmitri.bergmann", "Dmitri Bergmann", "Chief executive officer", "Management", ""],
  [munich, "katrin.vogel", "Katrin Vogel", "Executive assistant", "Management", "dmitri.bergmann"],
  [munich, "stefan.brandt", "Stefan Brandt", "Sales director", "Sales", "dmitri.bergmann"],
  [munich, "anna.kern", "Anna Kern", "Key account manager", "Sales", "stefan.brandt"],
  [novosibirsk, "pavel.orlov", "Павел Орлов", "Key account manager", "Sales", "stefan.brandt"],
  [munich, "lukas.maier", "Lukas Maier", "Key account manager", "Sales", "stefan.brandt"],
  [novosibirsk, "natalia.kuznetsova", "Наталья Кузнецова", "Sales engineer", "Sales", "pavel.orlov"],
  [munich, "sophie.albrecht", "Sophie Albrecht", "Tender manager", "Sales", "stefan.brandt"],
  [munich, "richard.hahn", "Richard Hahn", "Chief operating officer", "Operations", "dmitri.bergmann"],
  [novosibirsk, "ivan.petrov", "Иван Петров", "Logistics expert", "Operations", "richard.hahn"],
  [
    novosibirsk,
    "elena.sokolova",
    "Елена Соколова",
    "Process engineer, Line 4",
    "Engineering",
    "andrei.morozov",
  ],
  [novosibirsk, "andrei.morozov", "Андрей Морозов", "Head of engineering", "Engineering", "richard.hahn"],
  [munich, "clara.neumann", "Clara Neumann", "Automation engineer", "Engineering", "andrei.morozov"],
  [
    novosibirsk,
    "mikhail.lebedev",
    "Михаил Лебедев",
    "Commissioning engineer",
    "Engineering",
    "andrei.morozov",
  ],
  [munich, "jonas.richter", "Jonas Richter", "Service manager", "Operations", "richard.hahn"],
  [novosibirsk, "svetlana.volkova", "Светлана Волкова", "Quality manager", "Operations", "richard.hahn"],
  [munich, "maria.lindner", "Maria Lindner", "General counsel", "Legal", "dmitri.bergmann"],
  [munich, "felix.otto", "Felix Otto", "Contract manager", "Legal", "maria.lindner"],
  [munich, "thomas.weiss", "Thomas Weiss", "Chief financial officer", "Finance", "dmitri.bergmann"],
  [novosibirsk, "olga.smirnova", "Ольга Смирнова", "Accountant", "Finance", "thomas.weiss"],
  [munich, "birgit.seidel", "Birgit Seidel", "Back office, invoices", "Finance", "thomas.weiss"],
  [
    novosibirsk,
    "dina.akhmetova",
    "Дина Ахметова",
    "Back office, visas and travel",
    "Finance",
    "olga.smirnova",
  ],
  [munich, "markus.frey", "Markus Frey", "IT administrator", "IT", "richard.hahn"],
  [munich, "helen.carter", "Helen Carter", "Marketing manager", "Marketing", "stefan.brandt"],
  [novosibirsk, "yuri.fomin", "Юрий Фомин", "Project manager", "Engineering", "andrei.morozov"],
];

const EXTRAS: Readonly<Record<string, Partial<SeedPerson>>> = {
  "dmitri.bergmann": { workingHours: hours("10:00", "18:00"), sharedWith: ["katrin.vogel"] },
  "anna.kern": { aliases: ["a.kern@bergmann.example"] },
  "pavel.orlov": { aliases: ["p.orlov@bergmann.example"] },
  "helen.carter": { timeZone: "W. Europe Standard Time" },
  "markus.frey": { hasPhoto: false },
};

function personOf([office, name, displayName, jobTitle, department, manager]: Row): SeedPerson {
  const [givenName = "", surname = ""] = displayName.split(" ");
  return {
    ...office,
    name,
    displayName,
    givenName,
    surname,
    jobTitle,
    department,
    ...(manager !== "" && { manager }),
    ...EXTRAS[name],
  };
}

const all = ROWS.map(([, name]) => name);

const GROUPS: readonly SeedGroup[] = [
  {
    id: KEY_ACCOUNTS_TEAM,
    displayName: "Key accounts",
    description: "Deals with our key accounts, one channel each",
    mailNickname: "key-accounts",
    kind: "team",
    visibility: "Private",
    owners: ["anna.kern"],
    members: all.filter((name) => !["helen.carter", "markus.frey"].includes(name)),
  },
  {
    id: MANAGEMENT_TEAM,
    displayName: "Management",
    description: "Board and assistants",
    mailNickname: "management",
    kind: "team",
    visibility: "Private",
    owners: ["katrin.vogel"],
    members: [
      "dmitri.bergmann",
      "katrin.vogel",
      "stefan.brandt",
      "richard.hahn",
      "maria.lindner",
      "thomas.weiss",
    ],
  },
  {
    displayName: "Steelworks team",
    mailNickname: "steelworks-team",
    kind: "list",
    owners: ["anna.kern"],
    members: ["anna.kern", "pavel.orlov", "ivan.petrov", "elena.sokolova"],
  },
  {
    displayName: "Sales",
    mailNickname: "sales",
    kind: "list",
    owners: ["stefan.brandt"],
    members: ROWS.filter(([, , , , department]) => department === "Sales").map(([, name]) => name),
  },
];

/** Bergmann Automation on an ordinary day: people, lists and teams, nothing yet in mailboxes and calendars. */
export const company: TenantSeedInput = {
  organization: { displayName: "Bergmann Automation", domain: "bergmann.example" },
  people: ROWS.map(personOf),
  groups: [...GROUPS],
};
