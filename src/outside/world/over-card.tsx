import { Button } from "@fluentui/react-components";
import { ArrowResetRegular } from "@fluentui/react-icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useT } from "../../ui/language/language.tsx";
import { useToast } from "../../ui/toasts.tsx";
import { Window, WindowActions } from "../../ui/window.tsx";
import { useStage } from "../stage.tsx";
import { ActError } from "./act-error.tsx";
import { Card } from "./card.tsx";

/** Everything in the tenant begins anew, after one question. `onOver` is told when it did. */
export function OverCard({ onOver }: { onOver: () => void }) {
  const t = useT();
  const toast = useToast();
  const { tenant, feed } = useStage();
  const memory = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const starting = useMutation({
    mutationFn: tenant.startOver,
    onSuccess() {
      setAsking(false);
      feed.clear();
      onOver();
      toast({ text: t("world.overDone") });
      void memory.invalidateQueries();
    },
  });
  return (
    <Card title={t("world.over")} icon={<ArrowResetRegular />} text={<p>{t("world.overWhy")}</p>}>
      <Button size="small" onClick={() => setAsking(true)}>
        {t("world.over")}
      </Button>
      {isAsking && (
        <Window title={t("world.over")} onClose={() => setAsking(false)}>
          <p>{t("world.overAsk")}</p>
          <ActError error={starting.error} />
          <WindowActions>
            <Button onClick={() => setAsking(false)}>{t("action.cancel")}</Button>
            <Button appearance="primary" disabled={starting.isPending} onClick={() => starting.mutate()}>
              {t("world.over")}
            </Button>
          </WindowActions>
        </Window>
      )}
    </Card>
  );
}
