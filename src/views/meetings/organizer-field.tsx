import { Field, Select } from "@fluentui/react-components";
import type { Deal } from "../../contract/deals.ts";
import { useT } from "../../ui/language/language.tsx";
import { useSurroundings } from "../../ui/surroundings.tsx";

type Props = { deal: Deal; organizerId: string | null; onChange: (organizerId: string | null) => void };

/** An assistant invites for the account manager or an executive, and is named; null for the reader. */
export function OrganizerField({ deal, organizerId, onChange }: Props) {
  const t = useT();
  const { myId } = useSurroundings();
  if (deal.yourRole !== "assistant") return null;
  const inviters = deal.seats.filter(
    ({ person, role }) => person.id === myId || role === "accountManager" || role === "executiveSponsor",
  );
  return (
    <Field label={t("plan.organizer")}>
      <Select
        value={organizerId ?? myId ?? ""}
        onChange={(_event, { value }) => onChange(value === myId ? null : value)}
      >
        {inviters.map(({ person: { id, name } }) => (
          <option key={id} value={id}>
            {id === myId ? t("plan.asMyself", { name }) : name}
          </option>
        ))}
      </Select>
    </Field>
  );
}
