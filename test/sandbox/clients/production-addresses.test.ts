import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";

const script = fileURLToPath(new URL("at-production-addresses.ts", import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), "one-voice-addresses-"));
const hosts = path.join(folder, "hosts");
writeFileSync(hosts, "127.0.0.1 localhost graph.microsoft.com login.microsoftonline.com\n");
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a command on a network of its own, where the names of Microsoft's servers mean this machine. */
function isolated(...command: string[]) {
  const inside = 'ip link set lo up && mount --bind "$0" /etc/hosts && exec "$@"';
  const own = ["--map-root-user", "--net", "--mount", "sh", "-c", inside, hosts];
  return spawnSync("unshare", [...own, ...command], { encoding: "utf8" });
}

// Linux alone has such networks, and not everybody may make one.
const mayIsolate = isolated("true").status === 0;

test.skipIf(!mayIsolate)(
  "clients that know only Microsoft's own addresses work with the sandbox where these lead to it",
  () => {
    const { stdout, stderr, status } = isolated(process.execPath, script);
    expect([stderr, status]).toEqual(["", 0]);
    expect(JSON.parse(stdout)).toEqual({
      people: { graphLibrary: 25, generatedSdk: 25, pnp: 25, backstage: 25 },
      assistant: {
        letters: [expect.objectContaining({ subject: "To myself" })],
        people: 25,
      },
      hosts: ["graph.microsoft.com"],
    });
  },
  120_000, // it loads six clients in a fresh process
);
