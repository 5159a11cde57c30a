import { existsSync, readFileSync, rmSync } from "node:fs";
import process from "node:process";
import { parseEnv } from "node:util";
import { Temporal } from "temporal-polyfill";
import { ConfigMistake, readSettings, type Settings } from "./config.ts";
import { openStore, type Running, run } from "./run.ts";
import { checkFree, PortInUse } from "./serving.ts";
import { DataInUse, lockFolder } from "./store/lock-file.ts";

const say = (text: string) => console.log(text);

/** A line of .env is empty, a comment, or NAME=value. */
const ENV_LINE = /^\s*(#.*|(export\s+)?[A-Za-z_]\w*\s*=.*)?$/;

function readEnvironment(): Record<string, string | undefined> {
  if (!existsSync(".env")) return process.env;
  const text = readFileSync(".env", "utf8");
  const wrong = text.split(/\r?\n/).findIndex((line) => !ENV_LINE.test(line));
  if (wrong !== -1)
    throw new ConfigMistake(`Line ${wrong + 1} of .env must be NAME=value, a comment, or empty.`);
  return { ...parseEnv(text), ...process.env };
}

function forget({ dataDir, databaseUrl }: Settings): void {
  if (databaseUrl !== null)
    throw new ConfigMistake("--fresh forgets the embedded data only: unset DATABASE_URL first.");
  lockFolder(`${dataDir}/db`)();
  rmSync(dataDir, { recursive: true, force: true });
  say("The data of earlier starts is forgotten.");
}

/** What would stop us anyway is told before the database is opened, which takes its time. Rejects with DataInUse, PortInUse. */
async function checkPlace({ dataDir, databaseUrl, tenant, port, sandboxPort }: Settings): Promise<void> {
  if (databaseUrl === null) lockFolder(`${dataDir}/db`)();
  await checkFree(port, "PORT");
  if (tenant === null) await checkFree(sandboxPort, "SANDBOX_PORT");
}

async function start(): Promise<Running> {
  const settings = readSettings(readEnvironment());
  if (process.argv.includes("--fresh")) forget(settings);
  await checkPlace(settings);
  say("Opening the database …");
  const store = await openStore(settings);
  if (!store.durable) say("  It is embedded: good for trying out; a power cut may lose the last seconds.");
  try {
    if (settings.tenant === null) {
      // The embedded tenant is half of the program, and on a real one none of it is needed.
      const { runDemo } = await import("./demo.ts");
      return await runDemo(settings, store, say, Temporal.Now.instant());
    }
    const running = await run(settings, store, {
      tenant: settings.tenant,
      now: () => Temporal.Now.instant(),
      sandboxUrl: null,
      onAddress: () => {},
    });
    say(`One Voice runs at ${running.url}`);
    return running;
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function main(): Promise<void> {
  try {
    const running = await start();
    let isClosing = false;
    const close = () => {
      if (isClosing) return;
      isClosing = true;
      running.close().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    };
    process.on("SIGINT", close);
    process.on("SIGTERM", close);
  } catch (error) {
    const isExpected =
      error instanceof ConfigMistake || error instanceof PortInUse || error instanceof DataInUse;
    console.error(isExpected ? error.message : error);
    process.exit(1);
  }
}

await main();
