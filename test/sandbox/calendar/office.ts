import { expect } from "vitest";
import { direct } from "../support/direct.ts";
import { type As, type GraphOptions, openTestSandbox, type TestSandbox } from "../support/open.ts";

/** A reply's JSON, loosely typed: a test looks at it as any client would. Values are read by String() or matchers. */
export type Json = { [name: string]: Json } & Json[];

/** The company's calendars under test, and short ways to use them. */
export type Office = TestSandbox & {
  anna: As;
  pavel: As;
  dmitri: As;
  katrin: As;
  /** Sends a request that must succeed, and gives its body. */
  ok(
    as: As,
    method: string,
    path: string,
    body?: object,
    options?: Omit<GraphOptions, "body">,
  ): Promise<Json>;
  /** The same for one that must be refused: its status and error code. */
  refusal(
    as: As,
    method: string,
    path: string,
    body?: object,
  ): Promise<{ status: number; code: string; message: string }>;
};

/** Opens the company on Monday 2 March 2026, 09:00 UTC, with empty calendars and no limits on requests. */
export async function openOffice({
  limits = "none",
  isDirect = false,
}: {
  limits?: "none" | "documented";
  /** Asks without HTTP, see direct.ts. */
  isDirect?: boolean;
} = {}): Promise<Office> {
  const reached = await openTestSandbox({ limits });
  const opened = isDirect ? direct(reached) : reached;
  const { graph, asUser } = opened;
  return {
    ...opened,
    anna: asUser("anna.kern"),
    pavel: asUser("pavel.orlov"),
    dmitri: asUser("dmitri.bergmann"),
    katrin: asUser("katrin.vogel"),
    async ok(as, method, path, body, options = {}) {
      const answer = await graph<Json>(as, method, path, body === undefined ? options : { ...options, body });
      expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
      return answer.body;
    },
    async refusal(as, method, path, body) {
      const answer = await graph<{ error: { code: string; message: string } }>(
        as,
        method,
        path,
        body === undefined ? {} : { body },
      );
      expect(answer.status, JSON.stringify(answer.body)).toBeGreaterThanOrEqual(400);
      return { status: answer.status, ...answer.body.error };
    },
  };
}

/** A meeting on Wednesday 4 March 2026, 10:00 to 11:00 in Munich, unless told otherwise. */
export function meeting(more: object = {}): object {
  return {
    subject: "Review",
    start: { dateTime: "2026-03-04T10:00:00", timeZone: "Europe/Berlin" },
    end: { dateTime: "2026-03-04T11:00:00", timeZone: "Europe/Berlin" },
    ...more,
  };
}

/** Attendees by the part of their address before "@bergmann.example", or by whole address. */
export function attendees(...names: string[]): object[] {
  return names.map((name) => ({
    type: "required",
    emailAddress: { address: name.includes("@") ? name : `${name}@bergmann.example` },
  }));
}
