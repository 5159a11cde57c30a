import { expect } from "vitest";
import { PEOPLE, replay, responseKnown } from "./copies.ts";
import { as, type Deed, deed, type Model, type Real } from "./deed.ts";
import type { Json } from "./office.ts";

/** Something an attendee does to their own copy. */
function attendee(
  name: string,
  who: number,
  which: number,
  run: (real: Real, path: string, copy: Json) => Promise<unknown>,
): Deed {
  const chosen = ({ all }: Model) => {
    const copies = all[who]!.filter((event) => !event["isOrganizer"]);
    return copies[which % Math.max(copies.length, 1)];
  };
  return deed(
    `${PEOPLE[who]}: ${name} ${which}`,
    (model) => chosen(model) !== undefined,
    (model, real) => {
      const copy = chosen(model)!;
      return run(real, `/me/events/${copy["id"]}`, copy);
    },
  );
}

const SAID = { accept: "accepted", decline: "declined", tentativelyAccept: "tentativelyAccepted" } as const;

/** An answer; its organizer knows of it exactly when it is sent. */
export const answer = (
  who: number,
  which: number,
  action: keyof typeof SAID,
  sendResponse: boolean,
): Deed => {
  const name = `${action}${sendResponse ? "" : " silently"}`;
  let uid = "";
  const saying = attendee(name, who, which, async (real, path, copy) => {
    if (String(copy["isCancelled"]) === "true") return;
    uid = String(copy["iCalUId"]);
    await real.office.ok(as(real, who), "POST", `${path}/${action}`, { sendResponse });
  });
  return {
    ...saying,
    async run(model, real) {
      const before = model.all;
      await saying.run(model, real);
      if (uid === "") return;
      const known = responseKnown(before, uid, who);
      if (known === undefined) return;
      expect(responseKnown(model.all, uid, who)).toBe(sendResponse ? SAID[action] : known);
    },
  };
};

/** An attendee deletes their copy. */
export const dismiss = (who: number, which: number) =>
  attendee("delete", who, which, (real, path) => real.office.ok(as(real, who), "DELETE", path));

/** A client catches up with somebody's calendar, in pages of that size. */
export const catchUp = (who: number, size: number): Deed => ({
  check: () => true,
  run: (_model, { office, replicas }) => replay(office, who, replicas[who]!, size),
  toString: () => `a client follows ${PEOPLE[who]}, ${size} a page`,
});
