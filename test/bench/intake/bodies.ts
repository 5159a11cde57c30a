/** The tenant whose notifications are measured. */
export const TENANT = "5ab00000-0000-4000-8000-000000000000";

/** Subscriptions that the notifications are spread over, each with its mailbox and the secret given to Graph. */
export const SUBSCRIPTIONS = Array.from({ length: 50 }, (_, n) => ({
  id: `5ab00000-0000-4000-8000-0000000001${String(n).padStart(2, "0")}`,
  personId: `5ab00000-0000-4000-8000-0000000002${String(n).padStart(2, "0")}`,
  secret: `${String(n).padStart(2, "0")}-what-only-graph-and-we-know-of-each-other`,
}));

/** Where an item's number goes: as wide as the largest number. */
const PLACE = "#".repeat(12);
/** Outlook's immutable ids are about so long. */
const ID = `AAkALgAAAAAAHYQDEapmEc2byACqAC${"EWg0ASlcMuNmYkkJPuJg3UAAAB".repeat(4)}-`;

function item(n: number): object {
  const { id, personId, secret } = SUBSCRIPTIONS[n % SUBSCRIPTIONS.length]!;
  const resource = `Users/${personId}/Messages/${ID}`;
  return {
    subscriptionId: id,
    subscriptionExpirationDateTime: "2026-03-08T09:00:00.0000000+00:00",
    changeType: "created",
    resource,
    resourceData: {
      "@odata.type": "#Microsoft.Graph.Message",
      "@odata.id": resource,
      "@odata.etag": 'W/"CQAAABYAAABdbMuNmYkkJPuJg3UAAAB7Kd2m"',
      id: `${ID}${PLACE}`,
    },
    clientState: secret,
    tenantId: TENANT,
  };
}

/** Makes bodies of so many notifications, about a kilobyte each as Graph sends them. No id ever comes twice. */
export function bodies(items: number, first: number): () => Buffer {
  const template = Buffer.from(JSON.stringify({ value: Array.from({ length: items }, (_, n) => item(n)) }));
  const places: number[] = [];
  for (let at = template.indexOf(PLACE); at !== -1; at = template.indexOf(PLACE, at + 1)) places.push(at);
  let next = first;
  return () => {
    const body = Buffer.from(template);
    for (const place of places) body.write(String(next++).padStart(PLACE.length, "0"), place, "latin1");
    return body;
  };
}
