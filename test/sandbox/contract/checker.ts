import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";

/** One way in which something departs from Microsoft's description. */
export type Departure = { where: string; message: string };

/** Holds requests and replies against Microsoft's description of Graph. */
export type Checker = {
  request(sent: {
    method: string;
    url: string;
    headers: Record<string, string>;
    body?: unknown;
  }): Departure[];
  response(got: { method: string; url: string; status: number; body?: unknown }): Departure[];
  match(url: string): unknown;
};

const folder =
  process.env["GRAPH_CONTRACT"] ??
  fileURLToPath(new URL("../../../../shared/graph-contract", import.meta.url));

/** Whether Microsoft's description is there to be compared with; it is no part of the project. */
export const hasContract = existsSync(`${folder}/openapi.json`);

/** Reads one of the description's files. */
export function contractFile<T>(name: string): T {
  return JSON.parse(readFileSync(`${folder}/${name}`, "utf8")) as T;
}

let opened: Promise<Checker> | undefined;

/** The checker, one for all tests of a process: it takes its time over each operation that it meets for the first time. */
export function openChecker(): Promise<Checker> {
  opened ??= newChecker();
  return opened;
}

async function newChecker(): Promise<Checker> {
  const { createChecker } = (await import(pathToFileURL(`${folder}/check.mjs`).href)) as {
    createChecker(api: unknown): Checker;
  };
  return createChecker(contractFile("openapi.json"));
}
