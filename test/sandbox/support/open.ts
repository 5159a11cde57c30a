import { openSandbox, type Sandbox, type SandboxOptions } from "../../../server/sandbox/sandbox.ts";
import { ask, type Told } from "./ask.ts";
import { consentWidely } from "./wide-consent.ts";

/** Who asks: the application itself, or a person by user principal name, whose part before "@" is enough. */
export type As = { kind: "app" } | { kind: "user"; upn: string };

/** What goes with a request. An object is sent as JSON; text and bytes as they are, with a `content-type` of one's own. */
export type GraphOptions = {
  body?: unknown;
  headers?: Record<string, string>;
  /** The `Prefer` header, e.g. 'IdType="ImmutableId"'. */
  prefer?: string;
  /** What to do with a 302; default: follow it. */
  redirect?: "follow" | "manual";
};

/** A reply: header names in lower case, body parsed where it is JSON, else text; undefined when there was none. */
export type GraphAnswer<T = Body> = { status: number; headers: Record<string, string>; body: T };

/** Loosely typed, since tests look at it from outside as any client would: what is not there fails its expectation. */
export type Body = { [property: string]: Body } & Body[] & string & number & boolean & null;

/** A sandbox on a port of its own, and how to ask it. */
export type TestSandbox = {
  sandbox: Sandbox;
  asApp: As;
  asUser(upn: string): As;
  /** Sends one request to Graph with a real token. `path` is without version, or a whole link. */
  graph<T = Body>(
    as: As | null,
    method: string,
    path: string,
    options?: GraphOptions,
  ): Promise<GraphAnswer<T>>;
  /** A token for Graph. */
  token(as: As): Promise<string>;
  /** Forgets the tokens given out, so that the next ones carry what was consented to since. */
  forgetTokens(): void;
  /** Asks the outside API, e.g. `outside("POST", "/clock", { advance: "PT2H" })`. */
  outside<T = Body>(method: string, path: string, body?: unknown): Promise<GraphAnswer<T>>;
  close(): Promise<void>;
};

/** Opens a sandbox for tests: by default the company without mail and meetings, on Monday 2 March 2026, 09:00 UTC, with wide consent. */
export async function openTestSandbox(options: SandboxOptions = {}): Promise<TestSandbox> {
  const sandbox = await openSandbox({
    seed: "empty",
    now: "2026-03-02T09:00:00Z",
    onReset: async () => consentWidely(sandbox),
    ...options,
  });
  consentWidely(sandbox);
  const tokens = new Map<string, { token: string; expires: number }>();

  async function token(as: As): Promise<string> {
    const key = as.kind === "app" ? "app" : fullUpn(as.upn);
    const known = tokens.get(key);
    const now = sandbox.clock.now().epochMilliseconds;
    if (known !== undefined && now < known.expires) return known.token;
    const { clientId, clientSecret } = sandbox.app;
    const grant: Record<string, string> =
      as.kind === "app"
        ? { grant_type: "client_credentials" }
        : { grant_type: "password", username: fullUpn(as.upn), password: "any" };
    const { text } = await ask(`${sandbox.url}/${sandbox.tenantId}/oauth2/v2.0/token`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({
        client_id: clientId,
        client_secret: clientSecret,
        scope: "https://graph.microsoft.com/.default",
        ...grant,
      }).toString(),
    });
    const reply = JSON.parse(text) as { access_token?: string; error_description?: string };
    if (reply.access_token === undefined) throw new Error(reply.error_description ?? "no token");
    tokens.set(key, { token: reply.access_token, expires: now + 3_000_000 });
    return reply.access_token;
  }

  return {
    sandbox,
    asApp: { kind: "app" },
    asUser: (upn) => ({ kind: "user", upn }),
    token,
    forgetTokens: () => tokens.clear(),
    async graph<T>(
      as: As | null,
      method: string,
      path: string,
      { body, headers = {}, prefer, redirect = "follow" }: GraphOptions = {},
    ) {
      const isJson = body !== undefined && typeof body !== "string" && !(body instanceof Uint8Array);
      const told = await ask(path.startsWith("http") ? path : `${sandbox.url}/v1.0${path}`, {
        method,
        redirect,
        headers: {
          ...(as !== null && { authorization: `Bearer ${await token(as)}` }),
          ...(isJson && { "content-type": "application/json" }),
          ...(prefer !== undefined && { prefer }),
          ...headers,
        },
        ...(body !== undefined && {
          body: isJson ? JSON.stringify(body) : (body as string | Uint8Array),
        }),
      });
      return answerOf<T>(told);
    },
    async outside<T>(method: string, path: string, body?: unknown) {
      const isText = typeof body === "string" || body instanceof Uint8Array;
      const told = await ask(`${sandbox.url}/_outside${path}`, {
        method,
        headers: { "content-type": isText ? "message/rfc822" : "application/json" },
        ...(body !== undefined && { body: isText ? (body as string) : JSON.stringify(body) }),
      });
      return answerOf<T>(told);
    },
    close: () => sandbox.close(),
  };
}

function fullUpn(upn: string): string {
  return upn.includes("@") ? upn : `${upn}@bergmann.example`;
}

function answerOf<T>({ status, headers, text }: Told): GraphAnswer<T> {
  const { "content-type": type = "" } = headers;
  return {
    status,
    headers,
    body: (text === "" ? undefined : type.includes("json") ? JSON.parse(text) : text) as T,
  };
}
