import { useT } from "../../ui/language/language.tsx";
import { useSurroundings } from "../../ui/surroundings.tsx";
import { useToast } from "../../ui/toasts.tsx";
import { useDeed, useStage } from "../stage.tsx";
import { rawLetter } from "../tenant/letter.ts";
import { CLIENTS, findColleague } from "../tenant/people.ts";
import type { Colleague } from "../tenant/shapes.ts";
import { type Draft, readAddresses, senderOf } from "./presets.ts";

/** A letter that was sent: its Message-ID, and the colleagues whose mailbox it named. */
export type Sent = { messageId: string; reached: readonly Colleague[] };

/** Sends letters in a client's name. `onSent` is told of each. */
export function useWriting(onSent: (sent: Sent) => void) {
  const t = useT();
  const toast = useToast();
  const { cast } = useStage();
  const { now } = useSurroundings();
  const sending = useDeed<{ draft: Draft; messageId: string }>(
    (tenant, { draft, messageId }) => tenant.deliver(rawLetter(letterOf(draft, messageId))),
    ({ draft }) => ({
      what: "youWrote",
      people: [...addressesIn(draft.to), ...addressesIn(draft.cc)],
      words: { client: CLIENTS[draft.from].name, subject: draft.subject },
    }),
  );

  function letterOf(draft: Draft, messageId: string) {
    const { from, to, cc, subject, text, automatic } = draft;
    return {
      messageId,
      from: CLIENTS[from],
      to: addressesIn(to),
      cc: addressesIn(cc),
      subject,
      text,
      sentAt: new Date(now()).toISOString(),
      automatic,
    };
  }

  function send(draft: Draft) {
    const messageId = `<${crypto.randomUUID()}@${senderOf(draft).split("@")[1]}>`;
    const reached = [...addressesIn(draft.to), ...addressesIn(draft.cc)]
      .map((address) => findColleague(cast, address))
      .filter((one) => one !== undefined);
    sending.mutate(
      { draft, messageId },
      {
        onSuccess() {
          const names = reached.map(({ displayName }) => displayName);
          toast({
            text: names.length === 0 ? t("world.sentNowhere") : t("world.sent", { names: names.join(", ") }),
          });
          onSent({ messageId, reached });
        },
      },
    );
  }

  return { send, isSending: sending.isPending, error: sending.error };
}

function addressesIn(text: string): string[] {
  return readAddresses(text) ?? [];
}
