import { randomUUID } from "node:crypto";
import type { Clock } from "../core/clock.ts";

/** What goes beside the code and the sentence. */
export type EntraErrorExtras = { status?: number; suberror?: string; claims?: string };

/** A refusal as Entra words it: OAuth's error name, the AADSTS number, a sentence. */
export class EntraError extends Error {
  readonly error: string;
  readonly number: number;
  readonly status: number;
  readonly extras: EntraErrorExtras;

  constructor(error: string, number: number, message: string, extras: EntraErrorExtras = {}) {
    super(message);
    this.name = "EntraError";
    this.error = error;
    this.number = number;
    this.status =
      extras.status ?? (error === "invalid_client" || error === "unauthorized_client" ? 401 : 400);
    this.extras = extras;
  }
}

/** The JSON the token endpoint answers with. */
export function entraErrorBody(
  error: EntraError,
  clock: Clock,
  correlationId: string = randomUUID(),
): object {
  const traceId = randomUUID();
  const timestamp = clock.now().toString({ smallestUnit: "second" }).replace("T", " ");
  const { suberror, claims } = error.extras;
  return {
    error: error.error,
    error_description: `${describe(error)} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
    error_codes: [error.number],
    timestamp,
    trace_id: traceId,
    correlation_id: correlationId,
    error_uri: `https://login.microsoftonline.com/error?code=${error.number}`,
    ...(suberror !== undefined && { suberror }),
    ...(claims !== undefined && { claims }),
  };
}

/** "AADSTS50011: The redirect URI …" */
export function describe(error: EntraError): string {
  return `AADSTS${error.number}: ${error.message}`;
}
