import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from "react";
import { useT } from "./language/language.tsx";
import { SmallButton } from "./small-button.tsx";
import styles from "./toasts.module.css";

/** Something that just happened, and how to take it back; with `undoMs`, for so long, and the time left is shown. */
export type Toast = {
  text: string;
  undo?: () => void;
  undoMs?: number;
  /** A toast takes the place of the one before it with the same key: only the last step of a kind can be taken back. */
  key?: string;
};

type Shown = Toast & { id: string };

/** Long enough to read and to reach Undo with a keyboard. */
const SHOWN_MS = 8000;

const ToastContext = createContext<((toast: Toast) => void) | null>(null);

/** Shows, at the lower edge, what just happened. A toast stays while the pointer or the focus is on it. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<readonly Shown[]>([]);
  const show = useCallback((toast: Toast) => {
    // What counts down is not pushed out by what merely tells something.
    setShown((others) => {
      const staying = others.filter(
        ({ undoMs, key }, place) =>
          (undoMs !== undefined || place >= others.length - 2) && (key === undefined || key !== toast.key),
      );
      return [...staying, { ...toast, id: crypto.randomUUID() }];
    });
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
  const { id, undo, undoMs } = toast;
  const isStaying = isHeld && undoMs === undefined;
  useEffect(() => {
    if (isStaying) return;
    const timer = setTimeout(() => drop(id), undoMs ?? SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isStaying, id, undoMs, drop]);
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
          {undoMs !== undefined && <Countdown ms={undoMs} />}
        </SmallButton>
      )}
      {undoMs !== undefined && <SmallButton onClick={() => drop(id)}>{t("action.close")}</SmallButton>}
    </div>
  );
}

/** The seconds at which those who hear the page are told how long is left. */
const SAID_AT: readonly number[] = [30, 10];

/** The time left: seen second by second, said aloud only now and then. */
function Countdown({ ms }: { ms: number }) {
  const t = useT();
  const [end] = useState(() => performance.now() + ms);
  const [left, setLeft] = useState(Math.ceil(ms / 1000));
  useEffect(() => {
    const timer = setInterval(() => setLeft(Math.max(0, Math.ceil((end - performance.now()) / 1000))), 250);
    return () => clearInterval(timer);
  }, [end]);
  const said = SAID_AT.findLast((seconds) => left <= seconds) ?? Math.ceil(ms / 1000);
  return (
    <>
      <span aria-hidden="true" className={styles["left"]}>
        {t("undo.seconds", { count: left })}
      </span>
      <span className={styles["unseen"]}>{t("undo.left", { count: said })}</span>
    </>
  );
}
