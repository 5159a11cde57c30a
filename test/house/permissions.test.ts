import { expect, test } from "vitest";
import { permissionsInCode, permissionsOfTeamsApp, permissionsOnPage } from "./permissions-page.ts";

const sorted = (names: Iterable<string>) =>
  [...new Set(names)].toSorted((one, other) => (one < other ? -1 : 1));

test("each permission that the code says it needs stands on the administrator's page, and no other", () => {
  const page = permissionsOnPage();
  expect(page.length).toBeGreaterThan(15);
  expect(sorted(page.map(({ name }) => name))).toEqual(sorted(permissionsInCode()));
});

test("the page names the permissions on one team or person that the Teams app asks for, and no other", () => {
  const onPlace = permissionsOnPage().filter(({ kind }) => kind === "place");
  expect(sorted(onPlace.map(({ name }) => name))).toEqual(sorted(permissionsOfTeamsApp()));
});

test("no permission stands on the page twice", () => {
  const names = permissionsOnPage().map(({ name }) => name);
  expect(names).toEqual([...new Set(names)]);
});
