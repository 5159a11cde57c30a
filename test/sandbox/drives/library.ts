import { KEY_ACCOUNTS_TEAM } from "../../../server/sandbox/seed/company.ts";
import type { TestSandbox } from "../support/open.ts";

/** The path of the items of the library of "Key accounts". */
export async function itemsOf(t: TestSandbox): Promise<string> {
  const { body } = await t.graph(t.asApp, "GET", `/groups/${KEY_ACCOUNTS_TEAM}/drive`);
  return `/drives/${body["id"]}/items`;
}

/** Makes an empty file at the top of that library; its path. */
export async function newFile(t: TestSandbox, name = "offer.txt"): Promise<string> {
  const items = await itemsOf(t);
  const { body } = await t.graph(t.asApp, "POST", `${items}/root/children`, { body: { name, file: {} } });
  return `${items}/${body["id"]}`;
}
