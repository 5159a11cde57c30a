import { useT } from "../../ui/language/language.tsx";
import { useSurroundings } from "../../ui/surroundings.tsx";
import { useToast } from "../../ui/toasts.tsx";
import { useDeed, useLook, useStage } from "../stage.tsx";
import { rawLetter } from "../tenant/letter.ts";
import { CLIENTS, findColleague } from "../tenant/people.ts";
import type { Colleague } from "../tenant/shapes.ts";
import { type Draft, readAddresses, senderOf } from "./presets.ts";

/**
 * A letter that was sent: its Message-ID, and the colleagues whose mailbox it named. `isUntold`: Microsoft says nothing of
 * it, so nobody should open it before One Voice has found it by itself.
 */
export type Sent = { messageId: string; reached: readonly Colleague[]; isUntold: boolean };

/** Sends letters in a client's name. `onSent` is told of each. */
export function useWriting(onSent: (sent: Sent) => void) {
  const t = useT();
  const toast = useToast();
  const { cast } = useStage();
  const { now } = useSurroundings();
  const { data: isUntold = false } = useLook("faults", (tenant) => tenant.isLosing());
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

  function sentence(names: readonly string[]): string {
    if (names.length === 0) return t("world.sentNowhere");
    return t(isUntold ? "world.sentUntold" : "world.sent", { names: names.join(", ") });
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
          toast({ text: sentence(reached.map(({ displayName }) => displayName)) });
          onSent({ messageId, reached, isUntold });
        },
      },
    );
  }

  return { send, isSending: sending.isPending, error: sending.error };
}

function addressesIn(text: string): string[] {
  return readAddresses(text) ?? [];
}
