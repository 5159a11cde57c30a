import {
  CheckmarkCircleRegular,
  CircleRegular,
  DismissCircleRegular,
  QuestionCircleRegular,
} from "@fluentui/react-icons";
import type { Meeting } from "../../contract/meetings.ts";
import card from "../../ui/card.module.css";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import styles from "./meetings.module.css";

type Attendee = Meeting["attendees"][number];

/** Who was asked, and what each of them answered; other times that they proposed. */
export function Answers({ meeting }: { meeting: Meeting }) {
  const t = useT();
  return (
    <ul className={styles["answers"]} aria-label={t("meeting.answers")}>
      {meeting.attendees.map((attendee) => (
        <Answer key={attendee.address} attendee={attendee} />
      ))}
    </ul>
  );
}

function Answer({ attendee: { name, address, response, required, proposes } }: { attendee: Attendee }) {
  const t = useT();
  const format = useFormat();
  return (
    <li className={styles["answer"]} title={address}>
      <span className={styles["sign"]} data-response={response} aria-hidden="true">
        <Sign response={response} />
      </span>
      <span>
        {name}
        <span className={card["quiet"]}>
          {" "}
          {t(`meeting.response.${response}`)}
          {!required && `, ${t("meeting.optional")}`}
          {proposes !== null &&
            ` · ${t("meeting.proposes", { day: format.shortDay(proposes), time: format.time(proposes) })}`}
        </span>
      </span>
    </li>
  );
}

function Sign({ response }: { response: Attendee["response"] }) {
  switch (response) {
    case "accepted":
      return <CheckmarkCircleRegular />;
    case "declined":
      return <DismissCircleRegular />;
    case "tentative":
      return <QuestionCircleRegular />;
    case "none":
      return <CircleRegular />;
  }
}
