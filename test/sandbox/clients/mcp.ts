import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const PROGRAM = "../../../node_modules/@softeria/ms-365-mcp-server/dist/index.js";

/** What a tool said: the JSON it was answered, as Graph's reply and a little more. */
type Said = Record<string, unknown>;

/** The Microsoft 365 server for assistants, running, and how to use one of its tools. */
export type McpServer = {
  use(tool: string, given?: object): Promise<Said>;
  close(): Promise<void>;
};

/** Starts it with a person's token for Graph, trusting that certificate (PEM). It knows Microsoft's own addresses only. */
export async function openMcpServer(token: string, certificate: string): Promise<McpServer> {
  const folder = mkdtempSync(path.join(tmpdir(), "one-voice-mcp-"));
  const trusted = path.join(folder, "trusted.pem");
  writeFileSync(trusted, certificate);
  const { PATH } = process.env;
  const env = {
    ...(PATH && { PATH }),
    HOME: folder,
    NODE_EXTRA_CA_CERTS: trusted,
    MS365_MCP_LOG_DIR: folder,
    MS365_MCP_OAUTH_TOKEN: token,
  };
  const program = fileURLToPath(new URL(PROGRAM, import.meta.url));
  const child = spawn(process.execPath, [program, "--org-mode"], { env });
  const ask = openTalk(child);
  const clientInfo = { name: "sandbox", version: "1" };
  await ask("initialize", { protocolVersion: "2025-03-26", capabilities: {}, clientInfo });
  child.stdin.write('{"jsonrpc":"2.0","method":"notifications/initialized"}\n');
  return {
    async use(name, given = {}) {
      const { content } = await ask("tools/call", { name, arguments: given });
      const text = (content as { text: string }[]).map((part) => part.text).join("");
      return JSON.parse(text) as Said;
    },
    async close() {
      const ended = new Promise((resolve) => child.once("close", resolve));
      child.kill("SIGKILL");
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}

/** Asks over standard input and output, one JSON a line. Rejects when the server ends before it answered. */
function openTalk(child: ChildProcessWithoutNullStreams) {
  const waiting = new Map<number, (said: { result?: Said; error?: unknown }) => void>();
  let said = "";
  child.stderr.on("data", (text) => (said += text));
  createInterface({ input: child.stdout }).on("line", (line) => {
    const message = JSON.parse(line) as { id: number; result?: Said; error?: unknown };
    waiting.get(message.id)?.(message);
  });
  let last = 0;
  return (method: string, params: object): Promise<Said> =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, ({ result, error }) => {
        if (result === undefined) reject(new Error(JSON.stringify(error)));
        else resolve(result);
      });
      child.once("close", () => reject(new Error(`It ended: ${said}`)));
      child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", id: last, method, params })}\n`);
    });
}
