import { Button } from "@fluentui/react-components";
import { CalendarRegular } from "@fluentui/react-icons";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import { useSurroundings } from "../../ui/surroundings.tsx";
import type { What } from "../feed/line.ts";
import { useDeed, useLook } from "../stage.tsx";
import { anHourLater, instantOf, openMeeting } from "../tenant/open-meeting.ts";
import { addressOf } from "../tenant/people.ts";
import type { Colleague, Meeting } from "../tenant/shapes.ts";
import type { Answer } from "../tenant/tenant.ts";
import { ActError } from "./act-error.tsx";
import { Card } from "./card.tsx";

type Reply = "accept" | "decline" | "propose";

const REPLIES: readonly Reply[] = ["decline", "propose", "accept"];
const DEEDS: Readonly<Record<Reply, What>> = {
  accept: "youAccepted",
  decline: "youDeclined",
  propose: "youProposed",
};

/** The chief executive answers the newest invitation; without one the card says how to get one. */
export function ChiefCard({ chief }: { chief: Colleague }) {
  const t = useT();
  const format = useFormat();
  const { now } = useSurroundings();
  const address = addressOf(chief);
  const { data: meetings } = useLook(`meetings ${chief.id}`, (tenant) => tenant.meetings(address));
  const meeting = openMeeting(meetings ?? [], now());
  const answering = useDeed<{ meeting: Meeting; reply: Reply }>(
    (tenant, input) => tenant.answer(input.meeting.id, answerOf(input.meeting, input.reply)),
    (input) => ({
      what: DEEDS[input.reply],
      people: [address],
      words: { subject: input.meeting.subject ?? "" },
    }),
  );

  function answerOf(invited: Meeting, reply: Reply): Answer {
    if (reply === "accept") return { attendee: address, response: "accepted", comment: "" };
    if (reply === "decline")
      return { attendee: address, response: "declined", comment: t("world.declineNote") };
    return {
      attendee: address,
      response: "tentativelyAccepted",
      comment: t("world.proposeNote"),
      proposedNewTime: anHourLater(invited),
    };
  }

  return (
    <Card
      kind="wide"
      title={t("world.chief")}
      icon={<CalendarRegular />}
      text={
        <>
          <p>{meeting === null ? t("world.chiefNone", { name: chief.displayName }) : told(meeting)}</p>
          <ActError error={answering.error} />
        </>
      }
    >
      {meeting !== null &&
        REPLIES.map((reply) => (
          <Button
            key={reply}
            size="small"
            disabled={answering.isPending}
            onClick={() => answering.mutate({ meeting, reply })}
          >
            {t(`world.${reply}`)}
          </Button>
        ))}
    </Card>
  );

  function told({ subject, start }: Meeting): string {
    const instant = instantOf(start.dateTime);
    const when = `${format.shortDay(instant)}, ${format.time(instant)}`;
    return t("world.chiefOpen", { subject: subject ?? "", when });
  }
}
