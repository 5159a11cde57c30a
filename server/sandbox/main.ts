import process from "node:process";

/** Where the sandbox listens unless SANDBOX_PORT says otherwise. */
const USUAL_PORT = 3001;

const say = (text: string) => process.stdout.write(`${text}\n`);

async function main(): Promise<void> {
  const text = process.env["SANDBOX_PORT"] ?? String(USUAL_PORT);
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    return fail(`SANDBOX_PORT must be a port from 0 to 65535, not "${text}".`);
  const seed = process.env["SANDBOX_SEED"] ?? "demo";
  if (seed !== "demo" && seed !== "empty")
    return fail(`SANDBOX_SEED must be "demo" or "empty", not "${seed}".`);
  // Loaded only now: a wrong setting is told at once.
  const { openSandbox } = await import("./sandbox.ts");
  try {
    const sandbox = await openSandbox({ port, seed });
    say(`The sandbox tenant is open at ${sandbox.url}`);
    say(`  Microsoft Graph     ${sandbox.url}/v1.0`);
    say(`  Microsoft Entra     ${sandbox.url}/${sandbox.tenantId}`);
    say(`  The outside world   ${sandbox.url}/_outside/users`);
    say(`  Application         ${sandbox.app.clientId}, secret "${sandbox.app.clientSecret}"`);
    const close = () => void sandbox.close().then(() => process.exit(0));
    process.once("SIGINT", close);
    process.once("SIGTERM", close);
  } catch (error) {
    fail(sentenceFor(error, port));
  }
}

function sentenceFor(error: unknown, port: number): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE")
    return `Port ${port} is in use: end what uses it, or set SANDBOX_PORT to another one (0 for any).`;
  if (code === "EACCES")
    return `Port ${port} may not be opened by this user: set SANDBOX_PORT to one above 1023.`;
  throw error;
}

function fail(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
}

await main();
