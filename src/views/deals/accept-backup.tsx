import { Button } from "@fluentui/react-components";
import { useWrite } from "../../client/reading.tsx";
import { editTeam } from "../../contract/deal-edits.ts";
import type { Deal } from "../../contract/deals.ts";
import type { Person } from "../../contract/words.ts";
import { useT } from "../../ui/language/language.tsx";
import { Refused } from "../../ui/notices.tsx";
import { useToast } from "../../ui/toasts.tsx";

/** Makes the proposed colleague the backup of a seat's holder, and leaves the rest of the team as it is. */
export function AcceptBackup({ deal, holderId, backup }: { deal: Deal; holderId: string; backup: Person }) {
  const t = useT();
  const toast = useToast();
  const editing = useWrite(editTeam, ["deals"]);

  function accept() {
    const seats = deal.seats.map(({ person, role, backup: present }) => ({
      personId: person.id,
      role,
      backupId: person.id === holderId ? backup.id : (present?.id ?? null),
    }));
    editing.mutate(
      { params: { dealId: deal.id }, body: { version: deal.version, seats } },
      { onSuccess: () => toast({ text: t("warnings.accepted", { name: backup.name }) }) },
    );
  }

  return (
    <>
      <Button size="small" disabled={editing.isPending} onClick={accept}>
        {t("warnings.accept", { name: backup.name })}
      </Button>
      {editing.error !== null && <Refused error={editing.error} />}
    </>
  );
}
