import { Button } from "@fluentui/react-components";
import { useT } from "../../ui/language/language.tsx";
import { WindowActions } from "../../ui/window.tsx";
import { LeaveQuestion, type Leaving } from "./leaving.tsx";
import styles from "./new-deal.module.css";

type Props = {
  edit: { clash: object | null; isSaving: boolean; isDecided: boolean; isOutrun: boolean };
  leaving: Leaving;
  onClose: () => void;
};

/** The buttons that end an edit: cancel and save; or the question whether to give up what was typed. */
export function EditActions({ edit, leaving, onClose }: Props) {
  const t = useT();
  if (leaving.isAsking) return <LeaveQuestion onLeave={onClose} onStay={leaving.stay} />;
  return (
    <WindowActions>
      <span role="status" className={styles["ask"]}>
        {edit.isOutrun && t("edit.outrun")}
      </span>
      <Button onClick={leaving.leave}>{t("action.cancel")}</Button>
      <Button type="submit" appearance="primary" disabled={edit.isSaving || !edit.isDecided}>
        {t(edit.clash === null ? "edit.save" : "clash.save")}
      </Button>
    </WindowActions>
  );
}
