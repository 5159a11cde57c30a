import { type Graph, nothing, path } from "./client.ts";
import { GraphRefused } from "./errors.ts";
import type { CatalogApp } from "./teams-app.ts";

/** One line in a person's activity feed. `values` fill the template of the activity type in the app's manifest. */
export type News = {
  type:
    | "clientMailAround"
    | "clientMailToYou"
    | "roomReady"
    | "meetingAnswered"
    | "meetingChanged"
    | "meetingAsked"
    | "askDue"
    | "briefWaits"
    | "voicePassed"
    | "dealOver"
    | "dayAhead"
    | "answerDue";
  /** What it is about, e.g. the deal's name. */
  topic: string;
  /** At most 150 characters are shown. */
  preview: string;
  /** A Teams deep link. */
  link: string;
  values: Record<string, string>;
  /** News told twice with one number shows once: the later replaces the earlier. A whole number. */
  chainId?: number;
};

/** The activity feed: TeamsActivity.Send or TeamsActivity.Send.User, TeamsAppInstallation.ReadWriteAndConsentSelfForUser.All. */
export function activity(graph: Graph, app: CatalogApp) {
  return {
    /** Tells one person. The app is installed for them first where it is missing: without it Teams refuses. */
    async tell(personId: string, news: News): Promise<void> {
      await installFor(graph, app, personId);
      await graph.post(
        path`/users/${personId}/teamwork/sendActivityNotification`,
        {
          topic: { source: "text", value: news.topic.slice(0, 120), webUrl: news.link },
          activityType: news.type,
          ...(news.chainId !== undefined && { chainId: news.chainId }),
          previewText: { content: news.preview.slice(0, 150) },
          templateParameters: Object.entries(news.values).map(([name, value]) => ({
            name,
            value: value.slice(0, 128),
          })),
        },
        nothing,
      );
    },
  };
}

async function installFor(graph: Graph, app: CatalogApp, personId: string): Promise<void> {
  try {
    await graph.post(
      path`/users/${personId}/teamwork/installedApps`,
      await app.installation("person"),
      nothing,
    );
  } catch (error) {
    if (!(error instanceof GraphRefused && error.status === 409)) throw error;
  }
}
