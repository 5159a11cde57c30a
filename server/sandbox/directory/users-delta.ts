import { GraphError } from "../core/graph-error.ts";
import type { Call, Reply } from "../core/operation.ts";
import { linkTo, pageOf } from "../core/page.ts";
import { refuseOptions } from "../core/refuse-options.ts";
import { parseSelect } from "../core/select.ts";
import { directoryOf } from "./state.ts";
import { userEntity, userType } from "./user-type.ts";
import { allUsers } from "./users.ts";

/** Everyone at first, then those who changed since. */
export function usersDelta(call: Call): Reply {
  refuseOptions(call.query, userType, ["$filter", "$orderby", "$search", "$skip", "$count", "$expand"]);
  const { version, changedAt } = directoryOf(call.tenant);
  const since = readVersion(call.query.option("$deltatoken"));
  const { skip, size } = pageOf(call, { defaultTop: 100, maxTop: 999 });
  const changed = allUsers(call.tenant).filter(({ id }) => (changedAt.get(id) ?? 0) > since);
  const pick = parseSelect(call.query.option("$select"), userType);
  const kept = call.query.entries().filter(([name]) => !/^\$?(delta|skip)token$/i.test(name));
  const isLast = skip + size >= changed.length;
  const token = (text: string) => Buffer.from(text).toString("base64url");
  const onward = isLast
    ? { "@odata.deltaLink": linkTo(call, [...kept, ["$deltatoken", token(`v${version}`)]]) }
    : {
        "@odata.nextLink": linkTo(call, [
          ...kept,
          ...(since > 0 ? [["$deltatoken", token(`v${since}`)] as const] : []),
          ["$skiptoken", token(`skip:${skip + size}`)],
        ]),
      };
  const value = changed.slice(skip, skip + size).map((user) => ({ ...pick(userEntity(user)), id: user.id }));
  return { status: 200, body: { ...onward, value } };
}

function readVersion(token: string | undefined): number {
  if (token === undefined) return 0;
  const found = /^v(\d+)$/.exec(Buffer.from(token, "base64url").toString());
  if (found !== null) return Number(found[1]);
  throw new GraphError(400, "Directory_InvalidDeltaToken", "The delta token is not valid.");
}
