import { type Ref, useMemo } from "react";
import { useLanguage } from "../ui/language/language.tsx";
import type { ThemeName } from "../ui/look.ts";
import styles from "./framed-page.module.css";

type Props = {
  door: string;
  title: string;
  /** Whose page it is: the address they sign in with. */
  as: string;
  theme: ThemeName;
  /** What else the address says. */
  wishes?: Readonly<Record<string, string>>;
  frame?: Ref<HTMLIFrameElement>;
};

/** One of our own pages, in a frame, as one person sees it; in the language and the look of the page around. */
export function FramedPage({ door, title, as, theme, wishes = {}, frame }: Props) {
  const { language } = useLanguage();
  const wished = JSON.stringify(wishes);
  const address = useMemo(
    () => `${door}?${new URLSearchParams({ as, lang: language, theme, ...JSON.parse(wished) })}`,
    [door, as, language, theme, wished],
  );
  return (
    <iframe
      key={address}
      ref={frame}
      className={styles["frame"]}
      title={title}
      src={address}
      data-theme={theme}
    />
  );
}
