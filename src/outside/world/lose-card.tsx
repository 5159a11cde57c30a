import { Button } from "@fluentui/react-components";
import { PlugDisconnectedRegular } from "@fluentui/react-icons";
import { useT } from "../../ui/language/language.tsx";
import { useDeed, useLook } from "../stage.tsx";
import { ActError } from "./act-error.tsx";
import { Card } from "./card.tsx";

/** The next change notification of Microsoft's is lost. */
export function LoseCard() {
  const t = useT();
  const { data: isLosing } = useLook("faults", (tenant) => tenant.isLosing());
  const losing = useDeed<number>(
    (tenant, times) => tenant.loseNotifications(times),
    () => ({ what: "youLost" }),
  );
  return (
    <Card
      title={t("world.lose")}
      icon={<PlugDisconnectedRegular />}
      text={
        <>
          <p>{t(isLosing ? "world.loseNow" : "world.loseWhy")}</p>
          <ActError error={losing.error} />
        </>
      }
    >
      <Button size="small" disabled={losing.isPending || isLosing === true} onClick={() => losing.mutate(1)}>
        {t("world.loseIt")}
      </Button>
    </Card>
  );
}
