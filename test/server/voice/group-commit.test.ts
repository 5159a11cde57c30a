import { expect, test } from "vitest";
import { groupCommit } from "../../../server/voice/group-commit.ts";

/** A database that commits when it is told to; `begun` are the sizes of the writes that it was given. */
function slowDatabase() {
  const begun: number[] = [];
  let held: (() => void)[] = [];
  const write = (items: readonly number[]) => {
    begun.push(items.length);
    return new Promise<void>((resolve) => held.push(resolve));
  };
  const commitAll = () => {
    const now = held;
    held = [];
    for (const commit of now) commit();
  };
  return { begun, write, commitAll, underWay: () => held.length };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));
const items = (count: number) => Array.from({ length: count }, (_, n) => n);

test("what arrives while two writes are under way is written together, by one", async () => {
  const { begun, write, commitAll } = slowDatabase();
  const commit = groupCommit(write);
  const all = [commit(items(1))];
  await turn();
  for (let n = 0; n < 10; n++) all.push(commit(items(2)));
  expect(begun).toEqual([1, 2]);
  commitAll();
  await turn();
  expect(begun).toEqual([1, 2, 18]);
  commitAll();
  await expect(Promise.all(all)).resolves.toHaveLength(11);
});

test("a flood is shared by six writes of at most a thousand items", async () => {
  const { begun, write, commitAll, underWay } = slowDatabase();
  const commit = groupCommit(write);
  const all = [commit(items(1))];
  await turn();
  for (let n = 0; n < 100; n++) all.push(commit(items(100)));
  expect(underWay()).toBe(6);
  commitAll();
  await turn();
  expect(Math.max(...begun)).toBe(1000);
  commitAll();
  for (let left = 20; left > 0; left--) {
    await turn();
    commitAll();
  }
  await Promise.all(all);
  expect(begun.reduce((sum, each) => sum + each, 0)).toBe(10_001);
});
