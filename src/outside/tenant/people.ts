import type { Cast, Colleague } from "./shapes.ts";

/** The clients' people in the demonstration, by the name that presets use; their names as their own mail gives them. */
export const CLIENTS = {
  volkov: { name: "Алексей Волков", address: "alexei.volkov@steelworks.example" },
  belova: { name: "Ирина Белова", address: "irina.belova@steelworks.example" },
  gromov: { name: "Виктор Громов", address: "viktor.gromov@steelworks.example" },
  whitfield: { name: "James Whitfield", address: "james.whitfield@northern-rail.example" },
  cole: { name: "Sarah Cole", address: "sarah.cole@northern-rail.example" },
  romano: { name: "Lucia Romano", address: "lucia.romano@helios-energy.example" },
  ferri: { name: "Marco Ferri", address: "marco.ferri@helios-energy.example" },
} as const;
export type ClientName = keyof typeof CLIENTS;
export const CLIENT_NAMES = Object.keys(CLIENTS) as ClientName[];

/** How to name somebody by directory id or address: a colleague, one of the clients' people, else as given. */
export function nameIn(cast: Cast, idOrAddress: string): string {
  const client = CLIENT_NAMES.find((name) => CLIENTS[name].address === idOrAddress.toLowerCase());
  if (client !== undefined) return CLIENTS[client].name;
  return findColleague(cast, idOrAddress)?.displayName ?? idOrAddress;
}

/** The address at which a colleague is known to the sign-in and to mail. */
export function addressOf(colleague: Colleague): string {
  return colleague.mail ?? colleague.userPrincipalName;
}

/** The colleague with this id or address. */
export function findColleague({ value }: Cast, idOrAddress: string): Colleague | undefined {
  const wanted = idOrAddress.toLowerCase();
  return value.find(({ id, mail, userPrincipalName }) =>
    [id, mail ?? "", userPrincipalName].some((each) => each.toLowerCase() === wanted),
  );
}

/** The colleague whose address begins so, e.g. "anna.kern"; in another company, whoever comes first. */
export function colleagueNamed({ value }: Cast, name: string): Colleague | undefined {
  return value.find((each) => addressOf(each).startsWith(`${name}@`)) ?? value[0];
}

/** The chief executive, whose answers to meetings can be given from outside. */
export function chiefOf({ value }: Cast): Colleague | undefined {
  return value.find(({ jobTitle }) => /chief executive/i.test(jobTitle ?? ""));
}
