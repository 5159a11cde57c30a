import { z } from "zod";
import { graphEnum, graphObject } from "../core/body.ts";
import { GraphError } from "../core/graph-error.ts";
import { memberInput } from "./member-input.ts";

const flags = z.record(z.string(), z.union([z.boolean(), z.string(), z.null()])).nullish();

const channelInput = graphObject({
  displayName: z.string(),
  description: z.string().nullish(),
  isFavoriteByDefault: z.boolean().nullish(),
  membershipType: graphEnum(["standard"]).nullish(),
});

/** Properties a new and a changed team have in common. */
export const teamShape = {
  displayName: z.string().max(256).optional(),
  description: z.string().max(1024).nullish(),
  visibility: graphEnum(["private", "public"]).nullish(),
  classification: z.string().nullish(),
  specialization: z.string().nullish(),
  memberSettings: flags,
  guestSettings: flags,
  messagingSettings: flags,
  funSettings: flags,
};

/** The body of POST /teams. */
export const newTeam = graphObject({
  "template@odata.bind": z.string().optional(),
  "group@odata.bind": z.string().optional(),
  ...teamShape,
  firstChannelName: z.string().nullish(),
  members: z.array(memberInput).nullish(),
  channels: z.array(channelInput).nullish(),
});

/** That body, read. */
export type NewTeamInput = z.output<typeof newTeam>;

/** The settings of a body, in the shape of a team's. Throws 400 for one that Teams does not have. */
export function settingsOf(
  input: Pick<NewTeamInput, "memberSettings" | "guestSettings" | "messagingSettings" | "funSettings">,
) {
  const plain = (part: Record<string, boolean | string | null> | null | undefined) =>
    Object.fromEntries(
      Object.entries(part ?? {}).filter(([, value]) => typeof value === "boolean"),
    ) as Record<string, boolean>;
  const withText = (part: Record<string, boolean | string | null> | null | undefined) =>
    Object.fromEntries(Object.entries(part ?? {}).filter(([, value]) => value !== null)) as Record<
      string,
      boolean | string
    >;
  return {
    memberSettings: plain(input.memberSettings),
    guestSettings: plain(input.guestSettings),
    messagingSettings: plain(input.messagingSettings),
    funSettings: withText(input.funSettings),
  };
}

/** Throws 400 unless a template is named as Graph wants it. */
export function requireTemplate(link: string | undefined): void {
  if (link === undefined)
    throw new GraphError(400, "BadRequest", "The navigation bind for the template was missing in request");
  if (!/\/teamsTemplates(?:\/[\w.]+|\('[\w.]+'\))$/i.test(link)) {
    throw new GraphError(400, "BadRequest", "Invalid bind property name template in request.");
  }
}
