import { z } from "zod";
import { graphObject } from "../core/body.ts";
import { GraphError } from "../core/graph-error.ts";
import type { Tenant } from "../core/tenant.ts";
import type { User } from "../directory/state.ts";
import { findUser } from "../directory/users.ts";
import { type Role, type Seat, seatOf } from "./seat.ts";

/** A member as a body names one. */
export const memberInput = graphObject({
  "@odata.type": z.string().optional(),
  id: z.string().nullish(),
  roles: z.array(z.string()).nullish(),
  "user@odata.bind": z.string().optional(),
  tenantId: z.string().nullish(),
  userId: z.string().nullish(),
  email: z.string().nullish(),
  displayName: z.string().nullish(),
  visibleHistoryStartDateTime: z.string().nullish(),
});

/** What `memberInput` makes of a body. */
export type MemberInput = z.output<typeof memberInput>;

/** Someone a body names: of this directory, or only known by id from another tenant. */
export type Named = { user: User; roles: readonly Role[] } | { outsider: Seat; roles: readonly Role[] };

const BIND = /\/users(?:\/([^/]+)|\('([^']+)'\))$/i;
const GUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Who is meant. Throws 400 for a bad link, type or role, 404 for someone this directory does not have. */
export function readMember(tenant: Tenant, input: MemberInput): Named {
  const type = input["@odata.type"]?.replace(/^#/, "").toLowerCase();
  if (type !== "microsoft.graph.aaduserconversationmember") {
    throw new GraphError(
      400,
      "BadRequest",
      "Invalid type of member: '#microsoft.graph.aadUserConversationMember' is required.",
    );
  }
  const roles = readRoles(input.roles);
  const id = boundUserId(input["user@odata.bind"]);
  if (input.tenantId != null && input.tenantId.toLowerCase() !== tenant.id.toLowerCase()) {
    return { outsider: outsiderSeat(id, input.tenantId.toLowerCase()), roles };
  }
  const user = findUser(tenant, id);
  if (user === undefined) throw new GraphError(404, "NotFound", `Failed to find user '${id}' in the tenant.`);
  return { user, roles };
}

/** The id or user principal name that a `user@odata.bind` names. Throws 400. */
export function boundUserId(link: string | undefined): string {
  const found = BIND.exec(link ?? "");
  if (found === null) throw new GraphError(400, "BadRequest", "Invalid bind property name user in request.");
  return decodeURIComponent(found[1] ?? found[2] ?? "");
}

/** Roles as Teams takes them: none or "owner"; "guest" is let through, since it follows from the account. */
export function readRoles(roles: readonly string[] | null | undefined): readonly Role[] {
  const low = (roles ?? []).map((role) => role.toLowerCase());
  if (low.length === 0) return [];
  if (low.length === 1 && low[0] === "owner") return ["owner"];
  if (low.length === 1 && low[0] === "guest") return ["guest"];
  throw new GraphError(400, "BadRequest", "Invalid role specified for member.");
}

/** The seat someone named gets; `visibleFrom` is an ISO instant. */
export function seatFor(tenant: Tenant, named: Named, visibleFrom?: string): Seat {
  if ("outsider" in named) return { ...named.outsider, roles: named.roles };
  return seatOf(tenant, named.user, named.roles.includes("owner") ? ["owner"] : [], visibleFrom);
}

function outsiderSeat(userId: string, tenantId: string): Seat {
  if (!GUID.test(userId) || !GUID.test(tenantId)) {
    throw new GraphError(
      400,
      "BadRequest",
      "Someone of another tenant is named by the id of the user and of the tenant.",
    );
  }
  return {
    userId: userId.toLowerCase(),
    displayName: `External user ${userId.slice(0, 8)}`,
    email: null,
    tenantId,
    roles: [],
    visibleHistoryStartDateTime: "0001-01-01T00:00:00Z",
  };
}
