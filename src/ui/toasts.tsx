import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from "react";
import { useT } from "./language/language.tsx";
import { SmallButton } from "./small-button.tsx";
import styles from "./toasts.module.css";

/** Something that just happened, and how to take it back. */
export type Toast = { text: string; undo?: () => void };

type Shown = Toast & { id: string };

/** Long enough to read and to reach Undo with a keyboard. */
const SHOWN_MS = 8000;

const ToastContext = createContext<((toast: Toast) => void) | null>(null);

/** Shows, at the lower edge, what just happened. A toast stays while the pointer or the focus is on it. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<readonly Shown[]>([]);
  const show = useCallback((toast: Toast) => {
    setShown((others) => [...others.slice(-2), { ...toast, id: crypto.randomUUID() }]);
  }, []);
  const drop = useCallback((id: string) => setShown((all) => all.filter((one) => one.id !== id)), []);
  return (
    <ToastContext value={show}>
      {children}
      <div className={styles["place"]} role="status" aria-live="polite">
        {shown.map((toast) => (
          <ToastCard key={toast.id} toast={toast} drop={drop} />
        ))}
      </div>
    </ToastContext>
  );
}

/** How to tell people what just happened. */
export function useToast(): (toast: Toast) => void {
  const show = useContext(ToastContext);
  if (show === null) throw new Error("There is no ToastProvider above.");
  return show;
}

function ToastCard({ toast, drop }: { toast: Shown; drop: (id: string) => void }) {
  const t = useT();
  const [isHeld, setHeld] = useState(false);
  const { id, undo } = toast;
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(() => drop(id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isHeld, id, drop]);
  const hold = { onPointerEnter: () => setHeld(true), onPointerLeave: () => setHeld(false) };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: nothing can be done by them, they only lengthen the showing.
    <div className={styles["toast"]} {...hold} onFocus={() => setHeld(true)} onBlur={() => setHeld(false)}>
      <span>{toast.text}</span>
      {undo !== undefined && (
        <SmallButton
          onClick={() => {
            drop(id);
            undo();
          }}
        >
          {t("action.undo")}
        </SmallButton>
      )}
    </div>
  );
}
