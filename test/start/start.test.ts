import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Program, runProgram } from "../support/program.ts";

let folder: string;
const running: Program[] = [];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "one-voice-start-"));
});
afterEach(async () => {
  for (const program of running.splice(0)) if (program.child.exitCode === null) await program.stop("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

const data = () => path.join(folder, "data");
const start = (env: Record<string, string> = {}, args: string[] = []) => {
  const program = runProgram("server/main.ts", {
    cwd: folder,
    env: { PORT: "0", SANDBOX_PORT: "0", DATA_DIR: data(), ...env },
    args,
  });
  running.push(program);
  return program;
};
const open = /One Voice runs at\s+(http:\/\/\S+)/;

async function sandboxOf(program: Program): Promise<string> {
  return (await program.says(/The sandbox tenant\s+(http:\/\/\S+)/))[1] ?? "";
}

/** The names of the deals in the list of Anna's. */
async function deals(program: Program): Promise<string[]> {
  const url = (await program.says(open))[1] ?? "";
  const setup = (await (await fetch(`${url}/api/setup`)).json()) as {
    clientId: string;
    authority: string;
    scope: string;
  };
  const body = new URLSearchParams({
    grant_type: "password",
    client_id: setup.clientId,
    client_secret: "sandbox-secret",
    username: "anna.kern@bergmann.example",
    password: "any",
    scope: setup.scope,
  });
  const reply = await fetch(`${setup.authority}/oauth2/v2.0/token`, { method: "POST", body });
  const { access_token: token } = (await reply.json()) as { access_token: string };
  const list = await fetch(`${url}/api/deals`, { headers: { Authorization: `Bearer ${token}` } });
  return ((await list.json()) as { deals: { name: string }[] }).deals
    .map(({ name }) => name)
    .sort((a, b) => a.localeCompare(b));
}

describe("npm start", () => {
  test("forgets earlier data with --fresh, opens with deals to look at, alone on its data, ends with everything it started, and remembers them", async () => {
    // A tenant that an earlier start left behind: without deals to look at, were it not forgotten.
    mkdirSync(data());
    writeFileSync(
      path.join(data(), "tenant.jsonl"),
      '{"version":1,"seed":"empty","now":"2026-03-02T09:00:00Z"}\n',
    );
    const first = start({}, ["--fresh"]);
    await first.says(/Ctrl-C/);
    expect(first.said()).toContain("The data of earlier starts is forgotten.");
    expect(first.said()).toContain("Five deals were made");
    expect(first.said()).toContain("Opening the database");
    expect(first.said()).toContain("a power cut may lose");
    const before = await deals(first);
    expect(before).toContain("Line 4 modernisation");
    for (const args of [[], ["--fresh"]]) {
      const other = start({}, args);
      expect(await other.ended).toBe(1);
      expect(other.said()).toMatch(/The data in .* is in use by process \d+\. Stop that one first/);
    }
    const clock = {
      method: "POST",
      body: '{"advance":"PT10M"}',
      headers: { "content-type": "application/json" },
    };
    await fetch(`${await sandboxOf(first)}/_outside/clock`, clock);
    expect(await first.stop("SIGTERM")).toBe(0);

    const second = start();
    await second.says(/Ctrl-C/);
    expect(second.said()).not.toContain("deals were made");
    expect(await deals(second)).toEqual(before);
    const tenant = await sandboxOf(second);
    // The tenant comes back without its subscriptions; mail is to be heard of all the same.
    const subscribed = async () => {
      const log = (await (await fetch(`${tenant}/_outside/requests`)).json()) as {
        value: { method: string; url: string; status: number }[];
      };
      return log.value.filter(
        ({ method, url, status }) => method === "POST" && url.endsWith("/subscriptions") && status === 201,
      ).length;
    };
    await expect.poll(subscribed).toBeGreaterThan(0);
    expect(await second.stop("SIGINT")).toBe(0);
  });
});

describe("a mistake is told in one sentence, with exit code 1", () => {
  const refused = async (env: Record<string, string>) => {
    const program = start(env);
    expect(await program.ended).toBe(1);
    return program.said().trim().split("\n").at(-1);
  };

  test.each(["PORT", "SANDBOX_PORT"])("%s is in use", async (variable) => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, () => resolve()));
    const { port } = other.address() as AddressInfo;
    expect(await refused({ [variable]: String(port) })).toBe(
      `Port ${port} is in use. Stop the program that has it, or set ${variable} to another port (0 for any free one).`,
    );
    await new Promise((resolve) => other.close(resolve));
  });

  test("a setting that is none", async () => {
    expect(await refused({ PORT: "eighty" })).toBe(
      "PORT must be a port from 0 to 65535, 0 for any free one.",
    );
  });

  test("a line of .env that is no setting", async () => {
    writeFileSync(path.join(folder, ".env"), "# ours\nPORT=0\nthis is not a setting\n");
    expect(await refused({})).toBe("Line 3 of .env must be NAME=value, a comment, or empty.");
  });
});
