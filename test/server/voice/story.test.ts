import { afterAll, beforeAll } from "vitest";
import { openWorld, type World } from "../../support/world.ts";
import { testMailStory } from "./mail-story.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

testMailStory(() => world);
