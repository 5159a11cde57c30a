import {
  AlertRegular,
  AppsRegular,
  ArrowForwardRegular,
  CalendarRegular,
  ChannelRegular,
  ClockRegular,
  EyeRegular,
  MailRegular,
  PersonRegular,
  PlugDisconnectedRegular,
  TagRegular,
  WarningRegular,
} from "@fluentui/react-icons";
import type { ComponentType, ReactNode } from "react";
import type { What } from "./line.ts";

const SIGNS: Readonly<Record<Exclude<What, `told.${string}`>, ComponentType>> = {
  marked: TagRegular,
  unmarked: TagRegular,
  told: AlertRegular,
  installed: AppsRegular,
  categoryMade: TagRegular,
  watched: EyeRegular,
  renewed: EyeRegular,
  unwatched: EyeRegular,
  channel: ChannelRegular,
  members: PersonRegular,
  tab: ChannelRegular,
  card: ChannelRegular,
  appInTeam: AppsRegular,
  meeting: CalendarRegular,
  meetingChanged: CalendarRegular,
  meetingCancelled: CalendarRegular,
  schedules: CalendarRegular,
  forwarded: ArrowForwardRegular,
  replied: MailRegular,
  mailed: MailRegular,
  drafted: MailRegular,
  undrafted: MailRegular,
  looked: EyeRegular,
  other: AppsRegular,
  busy: ClockRegular,
  refused: WarningRegular,
  youWrote: MailRegular,
  youAccepted: CalendarRegular,
  youDeclined: CalendarRegular,
  youProposed: CalendarRegular,
  youSentAway: PersonRegular,
  youBroughtBack: PersonRegular,
  youLost: PlugDisconnectedRegular,
  youMovedClock: ClockRegular,
  clientGot: MailRegular,
};

/** The sign beside a line; decoration, the words say it all. */
export function signOf(what: What): ReactNode {
  const Sign = SIGNS[isNews(what) ? "told" : what];
  return <Sign />;
}

function isNews(what: What): what is Extract<What, `told.${string}`> {
  return what.startsWith("told.");
}
