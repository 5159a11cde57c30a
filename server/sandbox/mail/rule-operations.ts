import { readBody } from "../core/body.ts";
import { GraphError } from "../core/graph-error.ts";
import { collection, entity } from "../core/odata.ts";
import type { Call, Operation, Reply } from "../core/operation.ts";
import { permissionOf } from "../core/permission-table.ts";
import { enterFolder } from "./access.ts";
import { requireFolder } from "./folders.ts";
import type { Mailbox, Rule } from "./mailbox.ts";
import { conditions } from "./rule-conditions.ts";
import { newRule, ruleType } from "./rule-input.ts";
import { actions } from "./rules.ts";

function present(rule: Rule): object {
  return { ...rule, hasError: false, isReadOnly: false };
}

function given(part: Record<string, unknown> | null | undefined): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(part ?? {}).filter(([, value]) => value !== null && value !== undefined),
  );
}

/** A rule the sandbox cannot carry out is refused rather than kept and ignored. */
function requireDoable(part: Record<string, unknown>, doable: (name: string) => boolean): void {
  const wrong = Object.keys(part).find((name) => !doable(name));
  if (wrong === undefined) return;
  throw new GraphError(501, "NotImplemented", `The sandbox's message rules do not know '${wrong}'.`);
}

function requireFolders(box: Mailbox, ...names: unknown[]): void {
  for (const name of names) if (typeof name === "string") requireFolder(box, name);
}

function enterInbox(call: Call) {
  const entered = enterFolder(call);
  if (entered.folder.wellKnown === "inbox") return entered;
  throw new GraphError(400, "ErrorInvalidArgument", "Message rules exist for the Inbox only.");
}

function list(call: Call): Reply {
  const { box } = enterInbox(call);
  return collection(call, box.rules, { type: ruleType, present });
}

function create(call: Call): Reply {
  const { tenant, box } = enterInbox(call);
  const input = readBody(call, newRule, { type: "microsoft.graph.messageRule" });
  const rule: Rule = {
    id: `AQAAA${Buffer.from(tenant.newId().slice(-12), "hex").toString("base64url")}=`,
    displayName: input.displayName,
    sequence: input.sequence ?? box.rules.length + 1,
    isEnabled: input.isEnabled ?? true,
    conditions: given(input.conditions),
    exceptions: given(input.exceptions),
    actions: given(input.actions),
  };
  if (Object.keys(rule.actions).length === 0) {
    throw new GraphError(400, "ErrorInvalidArgument", "A message rule needs at least one action.");
  }
  const isCondition = (name: string) => Object.hasOwn(conditions, name);
  requireDoable(rule.conditions, isCondition);
  requireDoable(rule.exceptions, isCondition);
  requireDoable(rule.actions, (name) => actions.has(name));
  requireFolders(box, rule.actions["moveToFolder"], rule.actions["copyToFolder"]);
  box.rules.push(rule);
  return entity(call, rule, { type: ruleType, present, status: 201 });
}

const all = "/users/{user-id}/mailFolders/{mailFolder-id}/messageRules";

const rows: [method: Operation["method"], handle: Operation["handle"]][] = [
  ["GET", list],
  ["POST", create],
];

/** The rules of an Inbox, carried out as mail arrives. */
export const ruleOperations: Operation[] = rows.map(([method, handle]) => ({
  method,
  path: all,
  permission: permissionOf(`${method} ${all}`),
  fidelity: "simpler",
  note: "Conditions on encryption, signatures, sensitivity, receipts and voicemail, and forwarding as attachment, are refused (501).",
  limit: "mailbox",
  handle,
}));
