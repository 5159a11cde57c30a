// The one door to every command. Runs under whatever Node the machine has (18 or newer), installs what is missing,
// then hands over to a Node new enough for the project: the machine's own, or the one that the packages bring.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(fileURLToPath(import.meta.url), "../..");
const windows = process.platform === "win32";
const modules = (name) => path.join(root, "node_modules", name);
const [command, ...rest] = process.argv.slice(2);

install();
const node = findNode();
const env = {
  // What Node made of a file is kept for the next start, which then takes half the time.
  NODE_COMPILE_CACHE: modules(".cache/compiled"),
  ...process.env,
  PATH: path.dirname(node) + path.delimiter + process.env.PATH,
};

const vite = [modules("vite/bin/vite.js"), "build", "--logLevel", "warn"];
// Looks again only at what changed since the last time, and at what depends on it.
const seen = ["--incremental", "--tsBuildInfoFile", modules(".cache/types.json")];
const types = [modules("typescript/bin/tsc"), "-p", ".", ...seen];
const lint = [modules("@biomejs/biome/bin/biome"), "check", "--error-on-warnings", "."];
// One worker more than the processors: part of the work is waiting, for a database, a browser or a program of its own.
const workers = `--maxWorkers=${os.availableParallelism() + 1}`;
const vitest = (...args) => [modules("vitest/vitest.mjs"), "run", workers, ...args];

/** What each command runs, which takes the words given after `--`, and what beside it: a failure there ends it. */
const commands = {
  start: { build: true, step: ["server/main.ts"] },
  sandbox: { step: ["server/sandbox/main.ts"] },
  check: { check: true, beside: [types, lint], step: vitest("--project", "rules") },
  test: { build: true, browser: true, beside: [types, lint], step: vitest() },
  bench: { build: true, step: ["test/bench/main.ts"] },
  build: { step: vite },
  package: { step: ["appPackage/package.ts"] },
  audit: { step: ["server/audit/main.ts"] },
  format: { step: [modules("@biomejs/biome/bin/biome"), "check", "--write", "."] },
};

const wanted = commands[command];
if (!wanted) fail(`There is no command "${command ?? ""}". There are: ${Object.keys(commands).join(", ")}.`);
env.ONE_VOICE_BROWSER = wanted.browser ? "1" : "";
env.ONE_VOICE_CHECK = wanted.check ? "1" : "";
if (wanted.browser) provideBrowserLibraries();
if (wanted.build) build();
handOver([...wanted.step, ...rest], wanted.beside);

function install() {
  const stamp = modules(".installed");
  const lock = digest([path.join(root, "package-lock.json")]);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return;
  say("Installing packages (once; about a minute) …");
  const cli = process.env.npm_execpath;
  const flags = ["--no-audit", "--no-fund", "--loglevel=error"];
  const npm = (verb) =>
    (cli?.endsWith("js")
      ? spawnSync(process.execPath, [cli, verb, ...flags], { cwd: root, stdio: "inherit" })
      : spawnSync("npm", [verb, ...flags], { cwd: root, stdio: "inherit", shell: windows })
    ).status === 0;
  if (!npm("ci") && !npm("install"))
    fail("npm could not install the packages; its own message stands above.");
  writeFileSync(stamp, lock);
}

function findNode() {
  const packaged = `node-${windows ? "win" : process.platform}-${process.arch}/bin/node${windows ? ".exe" : ""}`;
  const fits = (candidate) => {
    const [major, minor] = (spawnSync(candidate, ["-v"], { encoding: "utf8" }).stdout ?? "")
      .replace("v", "")
      .split(".");
    return Number(major) > 22 || (Number(major) === 22 && Number(minor) >= 18);
  };
  const found = [process.execPath, modules(packaged)].find(fits);
  if (!found)
    fail(`Node 22.18 or newer is needed, and none is packaged for ${process.platform}-${process.arch}.`);
  return found;
}

/** Builds the pages when a source is newer than the last build. */
function build() {
  const stamp = path.join(root, "dist", ".built");
  const sources = digest([
    ...files(path.join(root, "src")),
    path.join(root, "package-lock.json"),
    path.join(root, "vite.config.ts"),
    path.join(root, "first-screens.ts"),
  ]);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === sources) return;
  say("Building the pages …");
  runToEnd(vite);
  writeFileSync(stamp, sources);
}

/** The packaged Chromium needs a few system libraries; where the system lacks them its own package brings them. */
function provideBrowserLibraries() {
  if (process.platform !== "linux" || process.env.CHROMIUM_PATH) return;
  const script = [modules("../test/support/browser-libraries.mjs")];
  const found = spawnSync(node, script, {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  const folder = found.stdout.trim();
  if (folder) env.LD_LIBRARY_PATH = [folder, env.LD_LIBRARY_PATH].filter(Boolean).join(":");
}

function files(folder) {
  return readdirSync(folder)
    .map((name) => path.join(folder, name))
    .flatMap((entry) => (statSync(entry).isDirectory() ? files(entry) : [entry]))
    .sort();
}

function digest(paths) {
  const hash = createHash("sha256");
  for (const file of paths) hash.update(file).update(readFileSync(file));
  return hash.digest("hex");
}

function runToEnd(step) {
  const { status } = spawnSync(node, step, { cwd: root, stdio: "inherit", env });
  if (status !== 0) process.exit(status ?? 1);
}

/** Runs the step and ends with it, whoever asks first: the person, the system, a parent that has gone, or what runs beside. */
function handOver(step, beside = []) {
  const child = spawn(node, step, { cwd: root, stdio: "inherit", env });
  const others = beside.map((other) =>
    spawn(node, other, { cwd: root, stdio: ["ignore", "pipe", "pipe"], env }),
  );
  const endAll = (signal) => {
    for (const each of [child, ...others]) each.kill(signal);
  };
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => endAll(signal));
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && endAll("SIGTERM"), 1000).unref();
  const passed = Promise.all(others.map((other) => passes(other, () => endAll("SIGTERM"))));
  child.on("exit", async (code, signal) => {
    const mistakes = (await passed).filter((said) => said !== null);
    // Said last, where it is looked for, and not among the lines of the tests.
    for (const said of mistakes) process.stderr.write(said);
    process.exit(mistakes.length > 0 ? 1 : (code ?? (signal ? 1 : 0)));
  });
}

/** Resolves with what a program said that failed, which `onFailure` hears of at once; with null when it went well. */
function passes(program, onFailure) {
  let said = "";
  for (const stream of [program.stdout, program.stderr])
    stream.on("data", (part) => {
      said += part;
    });
  return new Promise((resolve) =>
    program.on("close", (code) => {
      if (code !== 0) onFailure();
      resolve(code === 0 ? null : said);
    }),
  );
}

function say(text) {
  console.log(text);
}

function fail(text) {
  console.error(text);
  process.exit(1);
}
