import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, describe, expect, test } from "vitest";
import { runCommand } from "../../appPackage/command.ts";
import { buildOutlookManifest, buildTeamsManifest } from "../../appPackage/manifests.ts";
import { buildTeamsPackage } from "../../appPackage/teams-package.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), "one-voice-packages-"));
afterAll(() => rmSync(folder, { recursive: true }));

const host = "deals.contoso.com";
const clientId = "5a3e0000-0000-4000-8000-000000000001";

/** What the command said and how it ended. */
type Run = { status: number | null; stdout: string; stderr: string };

/** Packs in this process; `--out` is a name within the test's folder. */
function run(args: readonly string[], out: string): Run {
  const said = { stdout: "", stderr: "" };
  const status = runCommand([...args, `--out=${path.join(folder, out)}`], {
    out: (text) => (said.stdout += text),
    err: (text) => (said.stderr += text),
  });
  return { status, ...said };
}

/** Packs as a person would, in a process of its own, whose folder is the test's. */
const start = (args: readonly string[], zone = "America/St_Johns") =>
  spawnSync(process.execPath, [path.join(root, "appPackage/package.ts"), ...args], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, TZ: zone },
  });

describe("npm run package", () => {
  test("writes both packages and says where they are", () => {
    const { status, stdout, stderr } = run(["--host", host, "--client-id", clientId.toUpperCase()], "made");
    expect([status, stderr]).toEqual([0, ""]);
    const [teams, outlook] = ["one-voice-teams.zip", "one-voice-outlook.xml"].map((name) =>
      path.join(folder, "made", name),
    );
    expect(stdout).toBe(`Teams:   ${teams}\nOutlook: ${outlook}\n`);
    expect(readFileSync(outlook ?? "", "utf8")).toBe(buildOutlookManifest({ host, clientId }));
    expect(new Uint8Array(readFileSync(teams ?? ""))).toEqual(buildTeamsPackage({ host, clientId }));
  });

  test("holds exactly what Teams wants, at the top of the archive", () => {
    const files = unzipSync(buildTeamsPackage({ host, clientId }));
    expect(new Set(Object.keys(files))).toEqual(
      new Set(["color.png", "manifest.json", "outline.png", "ru.json"]),
    );
    const manifest = strFromU8(files["manifest.json"]!);
    expect(manifest).toBe(buildTeamsManifest({ host, clientId }));
    const { icons, localizationInfo } = JSON.parse(manifest);
    const named = [
      icons.color,
      icons.outline,
      ...localizationInfo.additionalLanguages.map(({ file }: { file: string }) => file),
    ];
    expect(named.filter((name) => !(name in files))).toEqual([]);
  });

  test("as a program of its own makes the same bytes each time, in any time zone", () => {
    const made = ["Asia/Vladivostok", "America/Los_Angeles"].map((zone) => {
      const { status, stdout, stderr } = start(
        ["--host", host, "--client-id", clientId, "--out", zone],
        zone,
      );
      expect([status, stderr]).toEqual([0, ""]);
      const teams = path.join(folder, zone, "one-voice-teams.zip");
      expect(stdout).toContain(`Teams:   ${teams}\n`);
      return readFileSync(teams);
    });
    expect(made[0]?.equals(made[1] ?? Buffer.alloc(0))).toBe(true);
  });

  test("without an app registration names the sandbox's, and says so", () => {
    const { status, stdout } = run(["--host", host], "sandbox");
    expect(status).toBe(0);
    expect(stdout).toContain("No --client-id was given, so both name the sandbox's app registration");
  });
});

describe("a mistake is answered by one sentence, and nothing is written", () => {
  const known = "0ace0000-0000-4000-8000-0000000000aa";
  const isOneSentence = ({ status, stdout, stderr }: Run, sentence: string) => {
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toContain(sentence);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  };
  test.each([
    ["no host", [], "Say where the product runs with --host."],
    [
      "a whole address",
      ["--host", "https://a.contoso.com"],
      '--host is "https://a.contoso.com", but it is written without https://',
    ],
    ["a port", ["--host", "a.contoso.com:8443"], "but it is a name without a port"],
    ["a path", ["--host", "a.contoso.com/tab"], "but it is a name without a path"],
    ["this machine", ["--host", "localhost"], "but Teams and Outlook want a full domain name"],
    ["a bare address", ["--host", "10.1.2.3"], "but Teams and Outlook want a name, not an address"],
    ["a space", ["--host", "a b.com"], "but that is not a domain name"],
    ["a quote that would end the XML", ["--host", 'a".com'], "but that is not a domain name"],
    ["a label of 64 letters", ["--host", `${"a".repeat(64)}.com`], "but that is not a domain name"],
    ["an empty label", ["--host", "a..com"], "but that is not a domain name"],
    [
      "no application id",
      ["--host", host, "--client-id", "One Voice"],
      `but an application id looks like ${known}`,
    ],
    ["an unknown word", ["--hots", host], "Unknown option '--hots'."],
    ["a host without its word", ["--host", host, "extra"], "Unexpected argument 'extra'."],
    ["a value left out", ["--host"], "Option '--host' argument is ambiguous."],
  ])("%s", (_mistake, args, sentence) => {
    isOneSentence(run(args, "wrong"), sentence);
    expect(existsSync(path.join(folder, "wrong"))).toBe(false);
  });

  test("the program of its own ends with one, and says so where mistakes are told", () => {
    isOneSentence(start(["--host", "localhost"]), "but Teams and Outlook want a full domain name");
  });

  test("a folder that cannot be made", () => {
    run(["--host", host], "taken");
    const { status, stderr } = run(["--host", host], "taken/one-voice-teams.zip");
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^Nothing could be written to .*one-voice-teams\.zip \(\w+\); choose another --out\.\n$/,
    );
  });

  test("a label of 63 letters is a name like any other", () => {
    expect(run(["--host", `${"a".repeat(63)}.com`], "long").status).toBe(0);
  });
});
