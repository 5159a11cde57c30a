import { type ReactNode, useEffect, useState } from "react";
import { Refused } from "../notices.tsx";
import { Skeleton } from "../skeleton.tsx";
import { useLanguage } from "./language.tsx";
import type { Feature } from "./texts.ts";

/** A part of a page whose texts are loaded with it, not with the page. */
export function Learned({ feature, children }: { feature: Feature; children: ReactNode }) {
  const { learn } = useLanguage();
  const [state, setState] = useState<"learning" | "learned" | "failed">("learning");
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each try learns anew.
  useEffect(() => {
    learn(feature).then(
      () => setState("learned"),
      () => setState("failed"),
    );
  }, [learn, feature, tries]);
  if (state === "learned") return children;
  if (state === "learning") return <Skeleton rows={4} tall />;
  return <Refused error={{ name: "Offline" }} onRetry={() => setTries(tries + 1)} />;
}
