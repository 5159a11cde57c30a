import { AlertRegular } from "@fluentui/react-icons/svg/alert";
import { AppsRegular } from "@fluentui/react-icons/svg/apps";
import { ArrowForwardRegular } from "@fluentui/react-icons/svg/arrow-forward";
import { CalendarRegular } from "@fluentui/react-icons/svg/calendar";
import { ChannelRegular } from "@fluentui/react-icons/svg/channel";
import { ClockRegular } from "@fluentui/react-icons/svg/clock";
import { EyeRegular } from "@fluentui/react-icons/svg/eye";
import { MailRegular } from "@fluentui/react-icons/svg/mail";
import { PersonRegular } from "@fluentui/react-icons/svg/person";
import { PlugDisconnectedRegular } from "@fluentui/react-icons/svg/plug-disconnected";
import { TagRegular } from "@fluentui/react-icons/svg/tag";
import { WarningRegular } from "@fluentui/react-icons/svg/warning";
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
