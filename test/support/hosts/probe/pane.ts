// The smallest side panel that uses everything the simulated Outlook promises.
import { createNestablePublicClientApplication } from "@azure/msal-browser";
import { tell } from "./page.ts";

await Office.onReady();
const { mailbox, requirements, displayLanguage } = Office.context;
tell("host", {
  language: displayLanguage,
  user: mailbox.userProfile.emailAddress,
  broker: requirements.isSetSupported("NestedAppAuth", "1.1"),
});

const show = () => {
  const item = mailbox.item as Office.MessageRead | null;
  tell(
    "item",
    item
      ? {
          id: item.itemId,
          subject: item.subject,
          from: item.from.emailAddress,
          to: item.to.map((who) => who.emailAddress),
        }
      : "nothing selected",
  );
};
show();
mailbox.addHandlerAsync(Office.EventType.ItemChanged, show, () => tell("listening", "to items"));
mailbox.addHandlerAsync(Office.EventType.OfficeThemeChanged, (change: { officeTheme: Office.OfficeTheme }) =>
  tell("theme", change.officeTheme.bodyBackgroundColor),
);

const item = mailbox.item as Office.MessageRead;
item.getAllInternetHeadersAsync(({ value }) => tell("headers", value));
item.categories.getAsync(({ value }) =>
  tell(
    "categories",
    value.map(({ displayName }) => displayName),
  ),
);
item.notificationMessages.replaceAsync("verdict", {
  type: Office.MailboxEnums.ItemNotificationMessageType.InformationalMessage,
  message: "Anna was left out.",
  icon: "Icon.16x16",
  persistent: false,
});

const client = await createNestablePublicClientApplication({
  auth: {
    clientId: "5a3e0000-0000-4000-8000-000000000001",
    authority: "https://login.microsoftonline.com/common",
  },
});
const request = {
  scopes: ["api://deals.contoso.example/app/access_as_user"],
  loginHint: mailbox.userProfile.emailAddress,
};
const ask = async () => {
  try {
    const { accessToken, account } = await client.ssoSilent(request);
    tell("token", accessToken);
    tell("account", account.username);
  } catch (error) {
    tell("token", `refused: ${(error as Error).name}`);
  }
};
await ask();

const again = document.createElement("button");
again.textContent = "Sign in again";
again.onclick = () => void ask();
document.body.append(again);
