import { Button } from "@fluentui/react-components";
import { BeachRegular } from "@fluentui/react-icons";
import { useT } from "../../ui/language/language.tsx";
import { useDeed, useLook } from "../stage.tsx";
import { addressOf } from "../tenant/people.ts";
import type { Colleague } from "../tenant/shapes.ts";
import { ActError } from "./act-error.tsx";
import { Card } from "./card.tsx";

/** The expert goes on vacation, and comes back. */
export function VacationCard({ expert }: { expert: Colleague }) {
  const t = useT();
  const address = addressOf(expert);
  const { data: isAway } = useLook(`absence ${expert.id}`, (tenant) => tenant.isAway(address));
  const going = useDeed<boolean>(
    (tenant, away) => tenant.setAway(address, away ? t("world.awayNote") : null),
    (away) => ({ what: away ? "youSentAway" : "youBroughtBack", people: [address] }),
  );
  return (
    <Card
      title={t("world.vacation")}
      icon={<BeachRegular />}
      text={
        <>
          <p>{t(isAway ? "world.vacationNow" : "world.vacationWhy", { name: expert.displayName })}</p>
          <ActError error={going.error} />
        </>
      }
    >
      <Button
        size="small"
        disabled={going.isPending || isAway === undefined}
        onClick={() => going.mutate(isAway !== true)}
      >
        {t(isAway ? "world.back" : "world.away")}
      </Button>
    </Card>
  );
}
