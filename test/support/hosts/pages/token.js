/**
 * Asks the test for this person's token of the product's own API, as a host asks Entra.
 * @param {{ id: string, tenantId: string, name: string, address: string }} person
 * @param {string | null} claims what conditional access demanded, when the product passes it on
 */
export async function fetchToken(person, claims) {
  const body = JSON.stringify({ address: person.address, claims });
  const reply = await fetch("/_host/token", { method: "POST", body });
  if (!reply.ok) throw new Error(await reply.text());
  return reply.text();
}

/** The claims of a token, unchecked: hosts look into tokens too. */
export function claimsOf(token) {
  const [, payload = ""] = token.split(".");
  const bytes = Uint8Array.from(atob(payload.replaceAll("-", "+").replaceAll("_", "/")), (c) =>
    c.charCodeAt(0),
  );
  return JSON.parse(new TextDecoder().decode(bytes));
}
