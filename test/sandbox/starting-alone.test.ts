import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import process from "node:process";
import { afterEach, expect, test } from "vitest";

const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
});

type Started = { child: ChildProcess; out(): string; err(): string; ended: Promise<number | null> };

/** Starts the sandbox by itself, as `npm run sandbox` does, with these variables. */
function start(env: Record<string, string>): Started {
  const main = new URL("../../server/sandbox/main.ts", import.meta.url).pathname;
  // Nothing else of this process's environment, where a setting of its own may stand.
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  const kept = { ...(PATH && { PATH }), ...(NODE_COMPILE_CACHE && { NODE_COMPILE_CACHE }) };
  const child = spawn(process.execPath, [main], { env: { ...kept, ...env } });
  running.push(child);
  const said = { out: "", err: "" };
  child.stdout.on("data", (text) => (said.out += text));
  child.stderr.on("data", (text) => (said.err += text));
  const ended = once(child, "close").then(([code]) => code as number | null);
  return { child, out: () => said.out, err: () => said.err, ended };
}

/** The address it says it is open at. */
async function addressOf({ out }: Started): Promise<string> {
  await expect.poll(out, { timeout: 20_000 }).toMatch(/Application .+\n/);
  return /open at (\S+)/.exec(out())![1]!;
}

test("started alone, it tells its address and ends when asked to; its demo tenant has mail, its empty one none", async () => {
  const started = ["demo", "empty"].map((seed) => start({ SANDBOX_PORT: "0", SANDBOX_SEED: seed }));
  const values = async (url: string, path: string) =>
    ((await (await fetch(`${url}/_outside${path}`)).json()) as { value: unknown[] }).value;
  const [demo, empty] = await Promise.all(started.map(addressOf));
  expect(started[0]!.out()).toContain(`${demo}/v1.0`);
  expect(await values(demo!, "/users")).toHaveLength(25);
  const mail = "/mailboxes/anna.kern@bergmann.example/messages";
  expect((await values(demo!, mail)).length).toBeGreaterThan(0);
  expect(await values(empty!, mail)).toEqual([]);
  for (const { child } of started) child.kill("SIGTERM");
  for (const { ended, err } of started) expect([await ended, err()]).toEqual([0, ""]);
});

test("a port that is taken ends it with one sentence that says what to do", async () => {
  const taken = createServer().listen(0, "localhost");
  await once(taken, "listening");
  const { port } = taken.address() as { port: number };
  const started = start({ SANDBOX_PORT: String(port) });
  expect(await started.ended).toBe(1);
  expect(started.err()).toBe(
    `Port ${port} is in use: end what uses it, or set SANDBOX_PORT to another one (0 for any).\n`,
  );
  expect(started.out()).toBe("");
  taken.close();
});

test.each([
  [{ SANDBOX_PORT: "many" }, 'SANDBOX_PORT must be a port from 0 to 65535, not "many".\n'],
  [{ SANDBOX_PORT: "70000" }, 'SANDBOX_PORT must be a port from 0 to 65535, not "70000".\n'],
  [{ SANDBOX_PORT: "0", SANDBOX_SEED: "huge" }, 'SANDBOX_SEED must be "demo" or "empty", not "huge".\n'],
])("with %j it says what is wrong and ends", async (env, sentence) => {
  const started = start(env);
  expect([await started.ended, started.err()]).toEqual([1, sentence]);
});
