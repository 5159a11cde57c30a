import type { Client } from "../../client/client.ts";
import { readDeal } from "../../contract/deals.ts";
import { Problem } from "../../contract/problem.ts";

/**
 * Takes a step that overwrites nobody's words: where the deal was changed since `version`, once more at the version that it
 * has by now. Rejects as `send` does.
 */
export async function atNewest<Reply>(
  client: Client,
  { id, version }: { id: string; version: number },
  send: (version: number) => Promise<Reply>,
): Promise<Reply> {
  try {
    return await send(version);
  } catch (cause) {
    if (!(cause instanceof Problem) || cause.code !== "deal.changed") throw cause;
    const fresh = await client.call(readDeal, { params: { dealId: id } });
    return send(fresh.version);
  }
}
