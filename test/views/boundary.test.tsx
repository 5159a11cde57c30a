import { expect, test } from "vitest";
import { page } from "vitest/browser";
import { Boundary } from "../../src/ui/boundary.tsx";
import { fakeServer } from "./support/server.ts";
import { show } from "./support/show.tsx";

function Broken({ error }: { error: Error }): never {
  throw error;
}

const shown = (error: Error) =>
  show(
    <Boundary>
      <Broken error={error} />
    </Boundary>,
    { server: fakeServer([]) },
  );

test.each([
  new TypeError("Failed to fetch dynamically imported module: https://deals.contoso.com/assets/deal-page.js"),
  new TypeError("error loading dynamically imported module"),
  new Error("Unable to preload CSS for /assets/deal-page.css"),
])("a part that cannot be fetched is told as a way that is lost (%s)", async (error) => {
  await shown(error);
  await expect.element(page.getByText("The server cannot be reached", { exact: false })).toBeVisible();
});

test("a part that breaks is told as our mistake, and the page stands", async () => {
  await shown(new Error("undefined is not a function"));
  await expect.element(page.getByText("Something went wrong on our side", { exact: false })).toBeVisible();
  await expect.element(page.getByRole("heading", { name: "One Voice" })).toBeVisible();
});
