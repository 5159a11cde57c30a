import { Problem } from "../../src/contract/problem.ts";
import { readPhoto, readSession, searchPeople } from "../../src/contract/session.ts";
import { serve } from "../http/serve.ts";
import type { House, Room } from "../room.ts";
import { type Photos, photoAlbum } from "./album.ts";
import type { PeopleBook } from "./book.ts";

/** Who the caller is, finding colleagues, and what they look like. */
export function openPeople({ tenantId, audit, now }: House, book: PeopleBook, photos: Photos): Room {
  const album = photoAlbum(photos, now);
  return {
    routes: [
      serve(readSession, audit, async ({ caller }) => {
        const me = await book.person(caller.userId);
        if (me === null)
          throw new Problem("auth.forbidden", "The directory does not know the signed-in person.");
        const { id, name, mail, title, zone } = me;
        return {
          me: { id, name, mail, title },
          tenantId,
          zone,
          language: me.language === "ru" ? ("ru" as const) : ("en" as const),
        };
      }),
      serve(searchPeople, audit, async ({ query }) => ({
        people: (await book.search(query.search)).map(({ id, name, mail, title }) => ({
          id,
          name,
          mail,
          title,
        })),
      })),
      serve(readPhoto, audit, async ({ params }) => ({ photo: await album(params.personId) })),
    ],
    work() {},
    rounds: [],
  };
}
