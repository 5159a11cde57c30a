import { Button } from "@fluentui/react-components";
import { ClockRegular } from "@fluentui/react-icons";
import { useT } from "../../ui/language/language.tsx";
import { useDeed } from "../stage.tsx";
import { ActError } from "./act-error.tsx";
import { Card } from "./card.tsx";

const STEPS = { minutes: "PT15M", hours: "PT2H", day: "P1D" } as const;
type Step = keyof typeof STEPS;

/** Time passes in the tenant, and in the product with it. */
export function TimeCard() {
  const t = useT();
  const moving = useDeed<Step>(
    (tenant, step) => tenant.advance(STEPS[step]),
    (step) => ({ what: "youMovedClock", words: { time: t(`world.${step}`) } }),
  );
  return (
    <Card
      title={t("world.time")}
      icon={<ClockRegular />}
      text={
        <>
          <p>{t("world.timeWhy")}</p>
          <ActError error={moving.error} />
        </>
      }
    >
      {(Object.keys(STEPS) as Step[]).map((step) => (
        <Button key={step} size="small" disabled={moving.isPending} onClick={() => moving.mutate(step)}>
          {t(`world.${step}`)}
        </Button>
      ))}
    </Card>
  );
}
