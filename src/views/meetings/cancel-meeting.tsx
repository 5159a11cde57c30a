import { Button, Checkbox, Field, Textarea } from "@fluentui/react-components";
import { useState } from "react";
import { useWrite } from "../../client/reading.tsx";
import { cancelMeeting, type Meeting } from "../../contract/meetings.ts";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import { Refused } from "../../ui/notices.tsx";
import { useToast } from "../../ui/toasts.tsx";
import { Window, WindowActions } from "../../ui/window.tsx";

/** Says who will hear of it, takes a note for them, and calls the meeting off. */
export function CancelMeeting({ meeting, onClose }: { meeting: Meeting; onClose: () => void }) {
  const t = useT();
  const format = useFormat();
  const toast = useToast();
  const [comment, setComment] = useState("");
  const [following, setFollowing] = useState(false);
  const isSeries = meeting.series !== null && meeting.series.place < meeting.series.of;
  const cancelling = useWrite(cancelMeeting, ["meetings"]);
  const names = format.list(meeting.attendees.map(({ name }) => name));

  function cancel() {
    const params = { dealId: meeting.dealId, meetingId: meeting.id };
    cancelling.mutate(
      { params, body: { comment, ...(isSeries && { following }) } },
      {
        onSuccess() {
          toast({ text: t("cancel.done", { subject: meeting.subject }) });
          onClose();
        },
      },
    );
  }

  return (
    <Window title={t("cancel.title")} onClose={onClose}>
      <p>{t("cancel.what", { subject: meeting.subject, names })}</p>
      <Field label={t("cancel.comment")}>
        <Textarea
          value={comment}
          maxLength={1000}
          rows={3}
          onChange={(_event, { value }) => setComment(value)}
        />
      </Field>
      {isSeries && (
        <Checkbox
          label={t("cancel.following")}
          checked={following}
          onChange={(_event, { checked }) => setFollowing(checked === true)}
        />
      )}
      {cancelling.error !== null && <Refused error={cancelling.error} />}
      <WindowActions>
        <Button onClick={onClose}>{t("cancel.keep")}</Button>
        <Button appearance="primary" disabled={cancelling.isPending} onClick={cancel}>
          {t("meeting.cancel")}
        </Button>
      </WindowActions>
    </Window>
  );
}
