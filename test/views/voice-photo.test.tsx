import type { ReactNode } from "react";
import { expect, test } from "vitest";
import { page } from "vitest/browser";
import { usePhotos } from "../../src/client/photos.ts";
import { Problem } from "../../src/contract/problem.ts";
import { readPhoto } from "../../src/contract/session.ts";
import { checkMessage } from "../../src/contract/voice.ts";
import { Face } from "../../src/ui/face.tsx";
import { SurroundingsProvider, useSurroundings } from "../../src/ui/surroundings.tsx";
import { MessagePanel } from "../../src/views/voice/message-panel.tsx";
import { barriers, overflow } from "./support/barriers.ts";
import { anna, bypass, elena, ivan, volkov } from "./support/cast.ts";
import { type Answer, fakeServer } from "./support/server.ts";
import { show } from "./support/show.tsx";

/** A picture of one point. */
const DOT = "data:image/gif;base64,R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=";

/** As the pages' entrance does: what people look like comes from the server. */
function WithPhotos({ children }: { children: ReactNode }) {
  const around = useSurroundings();
  return <SurroundingsProvider value={{ ...around, photoOf: usePhotos() }}>{children}</SurroundingsProvider>;
}

async function showWith(view: ReactNode, photo: Answer) {
  const server = fakeServer([
    [checkMessage, { readings: [bypass], sender: volkov, others: [elena.name] }],
    [readPhoto, photo],
  ]);
  await show(<WithPhotos>{view}</WithPhotos>, { server, width: 320, me: ivan.id });
  return server;
}

const pictures = () => [...document.querySelectorAll("main img")].map((image) => image.getAttribute("src"));
const panel = <MessagePanel item={{ messageId: "AAMk-delivery", isShared: false }} />;

test("whoever speaks is shown with their picture, which says nothing that the name does not", async () => {
  const server = await showWith(panel, { photo: DOT });
  await expect.element(page.getByText("Anna Kern speaks")).toBeVisible();
  await expect.poll(pictures).toEqual([DOT]);
  expect(server.asked).toContainEqual({
    path: readPhoto.path,
    input: { params: { personId: anna.id } },
  });
  expect(await barriers()).toEqual([]);
  expect(overflow()).toBe(0);
});

test.each<[string, Answer]>([
  ["without a picture", { photo: null }],
  ["while the server cannot ask for one", new Problem("graph.busy", "no")],
])("%s the initials stand in its place", async (_story, photo) => {
  await showWith(panel, photo);
  await expect.element(page.getByText("AK", { exact: true })).toBeVisible();
  expect(pictures()).toEqual([]);
});

test("however often somebody is shown, the server is asked once; nobody is asked about strangers", async () => {
  const server = await showWith(
    <p>
      <Face id={anna.id} name={anna.name} />
      <Face id={anna.id} name={anna.name} size={24} />
      <Face name="Sergei Volkov" />
      <Face id="guest@elsewhere.example" name="A Guest" />
    </p>,
    { photo: DOT },
  );
  await expect.poll(pictures).toEqual([DOT, DOT]);
  expect(server.asked.filter(({ path }) => path === readPhoto.path)).toHaveLength(1);
});
