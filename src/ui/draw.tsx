import { type ComponentType, type ReactNode, StrictMode, startTransition } from "react";
import { createRoot } from "react-dom/client";
import { Gate } from "./gate.tsx";
import { type FirstWords, Spoken } from "./language/spoken.tsx";
import type { Feature } from "./language/texts.ts";
import type { ThemeName } from "./look.ts";
import { Themed } from "./theme.tsx";

type Said = { first: FirstWords; features: readonly Feature[] };

/** Draws a page in the place of the document's shell. */
export function drawPage<Props extends object>({
  first,
  features,
  Page,
  props,
}: Said & { Page: ComponentType<Props>; props: Props }): void {
  draw(
    <StrictMode>
      <Spoken first={first} features={features}>
        <Page {...props} />
      </Spoken>
    </StrictMode>,
  );
}

/** Draws, instead of the page, what keeps it from opening. The look of the web in that theme has been loaded. */
export function drawGate({
  first,
  features,
  theme,
  error,
}: Said & { theme: ThemeName; error: unknown }): void {
  draw(
    <Spoken first={first} features={features}>
      <Themed family="web" theme={theme}>
        <Gate error={error} onRetry={() => location.reload()} />
      </Themed>
    </Spoken>,
  );
}

// As a transition, so that a slow machine draws in short steps and answers between them.
function draw(page: ReactNode): void {
  const root = createRoot(document.getElementById("page") as HTMLElement);
  startTransition(() => root.render(page));
}
