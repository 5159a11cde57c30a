import { afterAll, beforeAll, describe } from "vitest";
import type { Store } from "../../server/store/store.ts";
import { openTestStore } from "../support/stores.ts";
import { testNewestShape } from "./newest-shape.ts";

describe("a database in its newest shape", () => {
  let store: Store;
  beforeAll(async () => {
    store = await openTestStore();
  });
  afterAll(() => store.close());

  testNewestShape(() => store);
});
