import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { oneVoiceApp, oneVoiceTeamsApp } from "../../server/sandbox/seed/one-voice-app.ts";
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

test("the demonstration's administrator consented to what the page names, and to nothing else", () => {
  const page = permissionsOnPage();
  const named = (kind: string) => page.filter((one) => one.kind === kind).map(({ name }) => name);
  expect(sorted(oneVoiceApp.application ?? [])).toEqual(sorted(named("application")));
  expect(sorted(oneVoiceApp.delegated ?? [])).toEqual(sorted(named("delegated")));
});

test("the app in the demonstration's catalogue asks for what its manifest asks for, and may tell the same things", () => {
  const manifest = JSON.parse(
    readFileSync(new URL("../../appPackage/manifest.json", import.meta.url), "utf8"),
  );
  expect(sorted(oneVoiceTeamsApp.resourcePermissions ?? [])).toEqual(sorted(permissionsOfTeamsApp()));
  expect(oneVoiceTeamsApp.activityTypes).toEqual(manifest.activities.activityTypes);
});
