import { z } from "zod";
import { graphAction, graphEnum, graphObject } from "../core/body.ts";
import { GraphError } from "../core/graph-error.ts";
import type { App } from "./app.ts";

/** Teams shows so many characters of the preview. Source: Send activity feed notifications. */
const SHOWN_PREVIEW = 150;
/** Where links to places in Teams begin. */
const DEEP_LINK = /^https:\/\/teams\.microsoft\.com\/l\/./i;
/** The kind of notification that needs no manifest: free text. */
const FREE = "systemDefault";

const shape = {
  topic: graphObject({
    source: graphEnum(["entityUrl", "text"]),
    value: z.string().min(1),
    webUrl: z.string().nullish(),
  }),
  activityType: z.string().min(1),
  previewText: graphObject({ content: z.string(), contentType: graphEnum(["text", "html"]).nullish() }),
  chainId: z.number().int().nullish(),
  teamsAppId: z.string().nullish(),
  iconId: z.string().nullish(),
  templateParameters: z.array(graphObject({ name: z.string(), value: z.string().nullish() })).nullish(),
};

const recipient = graphObject({
  "@odata.type": z.string().transform((type) => type.replace(/^#?microsoft\.graph\./i, "")),
  userId: z.string().nullish(),
  teamId: z.string().nullish(),
  channelId: z.string().nullish(),
  chatId: z.string().nullish(),
});

/** To one person named by the path. */
export const personalActivity = graphAction(shape);
/** To a recipient the body names. */
export const placeActivity = graphAction({ ...shape, recipient });
/** To many people at once. */
export const bulkActivity = graphAction({ ...shape, recipients: z.array(recipient).min(1) });

/** What all kinds have in common. */
export type ActivityInput = z.output<typeof personalActivity>;
/** Whom a body names. */
export type RecipientInput = z.output<typeof recipient>;

/** Text of a notification as Teams shows it. */
export type ActivityText = { title: string; previewText: string };

/**
 * Fills the template of the app's manifest. `actor` is the person or app that sends. Throws 400 for a kind the
 * manifest lacks, and for parameters that are not those of its template.
 */
export function textOf(app: App, input: ActivityInput, actor: string): ActivityText {
  const template = templateOf(app, input.activityType);
  const given = new Map((input.templateParameters ?? []).map(({ name, value }) => [name, value ?? ""]));
  const wanted = new Set(
    [...template.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name!).filter((name) => name !== "actor"),
  );
  const missing = [...wanted].find((name) => !given.has(name));
  const unknown = [...given.keys()].find((name) => !wanted.has(name));
  if (missing !== undefined) {
    throw new GraphError(
      400,
      "BadRequest",
      `The template parameter '${missing}' of activity type '${input.activityType}' is missing.`,
    );
  }
  if (unknown !== undefined) {
    throw new GraphError(
      400,
      "BadRequest",
      `The activity type '${input.activityType}' has no template parameter '${unknown}'.`,
    );
  }
  const title = template.replaceAll(/\{([^{}]+)\}/g, (_whole, name: string) =>
    name === "actor" ? actor : (given.get(name) ?? ""),
  );
  return { title, previewText: input.previewText.content.slice(0, SHOWN_PREVIEW) };
}

/** Throws 400 for a topic Teams cannot open: free text needs a link into Teams, anything else one of these places. */
export function requireTopic({ topic }: ActivityInput, baseUrl: string, places: readonly string[]): void {
  if (topic.source === "text") {
    if (topic.webUrl == null)
      throw new GraphError(400, "BadRequest", "The topic's webUrl is required when its source is text.");
    if (DEEP_LINK.test(topic.webUrl)) return;
    throw new GraphError(400, "BadRequest", "The topic's webUrl must be a Microsoft Teams deep link.");
  }
  const path = topic.value
    .replace(baseUrl, "")
    .replace(/^https:\/\/graph\.microsoft\.com\/(?:v1\.0|beta)/i, "");
  const low = path.toLowerCase();
  if (places.some((place) => low === place.toLowerCase() || low.startsWith(`${place.toLowerCase()}/`)))
    return;
  throw new GraphError(400, "BadRequest", `The topic's entity URL '${topic.value}' is not supported here.`);
}

function templateOf(app: App, activityType: string): string {
  if (activityType === FREE) return "{systemDefaultText}";
  const found = app.activityTypes.find(({ type }) => type === activityType);
  if (found !== undefined) return found.templateText;
  throw new GraphError(
    400,
    "BadRequest",
    `The activity type '${activityType}' is not defined in the manifest of the app '${app.displayName}'.`,
  );
}
