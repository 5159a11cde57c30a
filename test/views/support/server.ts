import type { Call, Client } from "../../../src/client/client.ts";
import type { Endpoint } from "../../../src/contract/endpoint.ts";
import { NOW } from "./cast.ts";

/** What one door answers: a reply, a refusal (any Error), or a function of what was asked. "never": it stays silent. */
export type Answer = object | Error | ((input: Asked) => object | Error) | "never";

/** What was asked at a door. */
export type Asked = { params?: object; query?: object; body?: object };

/** A server for one test. `asked` holds what was asked, in order, as "path" and input. */
export type FakeServer = { client: Client; asked: { path: string; input: Asked }[] };

/** Answers by the door; replies pass the contract, so that a test cannot show what the server never says. */
export function fakeServer(answers: readonly (readonly [Endpoint, Answer])[]): FakeServer {
  const asked: FakeServer["asked"] = [];
  const call = async (endpoint: Endpoint, input: Asked) => {
    asked.push({ path: endpoint.path, input });
    const found = answers.find(([one]) => one.path === endpoint.path && one.method === endpoint.method);
    if (found === undefined) throw new Error(`No answer was given for ${endpoint.path}.`);
    const answer = typeof found[1] === "function" ? found[1](input) : found[1];
    if (answer === "never") return new Promise<never>(() => {});
    if (answer instanceof Error) throw answer;
    return endpoint.reply.parse(answer);
  };
  return { client: { call: call as unknown as Call, now: () => Date.parse(NOW) }, asked };
}
