import { z } from "zod";
import { clearFaults, type Fault, faultsOf } from "../core/faults.ts";
import { badRequest, type OutsideAction, type OutsideCall, readJson } from "./context.ts";

/** Longer waits would only hold up tests: every client has given up by then. Milliseconds. */
const LONGEST_LATENCY_MS = 120_000;

const pattern = z
  .string()
  .min(1)
  .max(500)
  .transform((text, context) => {
    try {
      return new RegExp(text, "i");
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      context.addIssue({ code: "custom", message: "it is not a regular expression" });
      return z.NEVER;
    }
  });

const faultBody = z.strictObject({
  match: z
    .strictObject({
      method: z
        .string()
        .transform((method) => method.toUpperCase())
        .optional(),
      url: pattern.optional(),
    })
    .default({}),
  status: z.int().min(400).max(599).optional(),
  code: z.string().max(100).optional(),
  retryAfter: z.int().min(0).max(86_400).optional(),
  latencyMs: z.int().min(0).max(LONGEST_LATENCY_MS).optional(),
  cutBody: z.boolean().optional(),
  dropReply: z.boolean().optional(),
  shortPages: z.int().min(1).max(999).optional(),
  notifications: z
    .strictObject({
      kind: z.enum(["drop", "double", "late", "reorder"]),
      lateSeconds: z.int().min(1).max(14_400).default(60),
    })
    .optional(),
  times: z.int().min(1).optional(),
  share: z.number().gt(0).max(1).default(1),
});

/** What the sandbox shall do wrong next. */
export const faultActions: readonly OutsideAction[] = [
  {
    method: "POST",
    path: /^\/faults$/,
    title: "POST /_outside/faults",
    purpose:
      "`{match?: {method?, url?}, status?, code?, retryAfter?, latencyMs?, cutBody?, dropReply?, shortPages?, notifications?: {kind, lateSeconds?}, times?, share?}`: does that wrong from now on; 201 with its `id`",
    handle: add,
  },
  {
    method: "GET",
    path: /^\/faults$/,
    title: "GET /_outside/faults",
    purpose: "The faults in force",
    handle: ({ tenant }) => ({ status: 200, body: { value: faultsOf(tenant).list.map(told) } }),
  },
  {
    method: "DELETE",
    path: /^\/faults$/,
    title: "DELETE /_outside/faults",
    purpose: "Clears them all",
    handle({ tenant }) {
      clearFaults(tenant);
      return { status: 204 };
    },
  },
];

function add(call: OutsideCall) {
  const body = readJson(call, faultBody);
  const effects = [
    body.status,
    body.latencyMs,
    body.cutBody,
    body.dropReply,
    body.shortPages,
    body.notifications,
  ];
  if (effects.every((effect) => effect === undefined)) {
    throw badRequest(
      "A fault needs one of: status, latencyMs, cutBody, dropReply, shortPages, notifications.",
    );
  }
  const faults = faultsOf(call.tenant);
  faults.serial += 1;
  const fault: Fault = { ...body, id: String(faults.serial), times: body.times };
  faults.list.push(fault);
  return { status: 201, body: told(fault) };
}

function told({ match, ...fault }: Fault): object {
  return { ...fault, match: { method: match.method, url: match.url?.source } };
}
