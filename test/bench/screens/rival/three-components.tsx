import { Button, Field, FluentProvider, Input, webLightTheme } from "@fluentui/react-components";
import { createRoot } from "react-dom/client";

/** What anybody would begin with: React, Fluent, three components, no data, no sign-in. */
export function draw(): void {
  createRoot(document.getElementById("root") as HTMLElement).render(
    <FluentProvider theme={webLightTheme}>
      <h1>Deals of our team</h1>
      <Field label="Name">
        <Input />
      </Field>
      <Button appearance="primary">Make the deal</Button>
    </FluentProvider>,
  );
}
