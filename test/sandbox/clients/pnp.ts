import { DefaultHeaders, DefaultInit, graphfi } from "@pnp/graph";
import { BearerToken, BrowserFetchWithRetry, DefaultParse } from "@pnp/queryable";
import "@pnp/graph/batching.js";
import "@pnp/graph/calendars/index.js";
import "@pnp/graph/groups/index.js";
import "@pnp/graph/mail/index.js";
import "@pnp/graph/members/index.js";
import "@pnp/graph/photos/index.js";
import "@pnp/graph/teams/index.js";
import "@pnp/graph/users/index.js";

/** Calling it asks; walking through it asks page by page. */
type Rows = {
  (): Promise<Record<string, string>[]>;
  select(...names: string[]): Rows;
  top(count: number): Rows;
} & AsyncIterable<Record<string, string>[]>;
type Row = () => Promise<Record<string, string>>;

type Person = Row & {
  photo: { getBuffer(): Promise<ArrayBuffer> };
  sendMail(message: object): Promise<unknown>;
  mailFolders: {
    getById(id: string): {
      messages: Rows & { delta(): () => Promise<{ values: Record<string, unknown>[] }> };
    };
  };
  calendar: {
    events: Rows & { add(event: object): Promise<unknown> };
    getSchedule(request: object): Promise<{ availabilityView: string }[]>;
  };
  calendarView(start: string, end: string): Rows;
};

type Channels = Rows & { add(name: string, description: string): Promise<unknown> };

/** PnPjs as far as it is used here: its own types of what its parts add resolve for bundlers only. */
export type Pnp = {
  users: Rows & { getById(id: string): Person };
  me: Person;
  groups: Rows & { getById(id: string): { members: Rows } };
  teams: { getById(id: string): { channels: Channels; primaryChannel: Row } };
  /** What is asked of the first goes out when the second is called. */
  batched(): [Pnp, () => Promise<void>];
};

/** Opens PnPjs as it is used outside SharePoint. Without an address it asks Microsoft's. */
export function openPnp(token: string, baseUrl?: string): Pnp {
  const graph = graphfi().using(
    DefaultHeaders(),
    DefaultInit(baseUrl),
    BrowserFetchWithRetry(),
    DefaultParse(),
    BearerToken(token),
  );
  return graph as unknown as Pnp;
}
