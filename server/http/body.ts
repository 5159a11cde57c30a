import type { IncomingMessage } from "node:http";
import type { ProblemCode } from "../../src/contract/problem.ts";

/** A body that is not read any further. */
export class BodyRefused extends Error {
  readonly code: Extract<ProblemCode, "request.invalid" | "request.too-large">;

  constructor(code: BodyRefused["code"], sentence: string) {
    super(sentence);
    this.name = "BodyRefused";
    this.code = code;
  }
}

/** A slow sender has so long for the whole body, in milliseconds. */
const SLOWEST_MS = 5_000;

/**
 * The body of a JSON request as text, at most `largest` bytes. Throws BodyRefused for another media type, for a
 * compressed body (a small one may unpack to gigabytes), for one that is too large, too slow, cut off, or not UTF-8.
 */
export function readText(request: IncomingMessage, largest: number): Promise<string> {
  const { "content-type": type = "", "content-encoding": encoding = "identity" } = request.headers;
  const length = Number(request.headers["content-length"] ?? 0);
  return new Promise((resolve, reject) => {
    const fail = (code: BodyRefused["code"], sentence: string) => {
      clearTimeout(timer);
      request.removeAllListeners("data");
      request.resume();
      reject(new BodyRefused(code, sentence));
    };
    const timer = setTimeout(() => fail("request.invalid", "The body comes too slowly."), SLOWEST_MS);
    if (!/^application\/json\s*(;|$)/i.test(type)) return fail("request.invalid", "The body must be JSON.");
    if (encoding !== "identity") return fail("request.invalid", "The body must not be compressed.");
    if (length > largest) return fail("request.too-large", "The request is too large.");
    const parts: Buffer[] = [];
    let size = 0;
    request.on("data", (part: Buffer) => {
      size += part.length;
      if (size > largest) fail("request.too-large", "The request is too large.");
      else parts.push(part);
    });
    request.once("error", () => fail("request.invalid", "The body was cut off."));
    request.once("aborted", () => fail("request.invalid", "The body was cut off."));
    request.once("end", () => {
      clearTimeout(timer);
      const whole = parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
      try {
        resolve(UTF8.decode(whole));
      } catch {
        reject(new BodyRefused("request.invalid", "The body is not UTF-8."));
      }
    });
    return undefined;
  });
}

const UTF8 = new TextDecoder("utf-8", { fatal: true });
