// The smallest tab that uses everything the simulated Teams promises.
import { app, authentication, pages } from "@microsoft/teams-js";
import { tell } from "./page.ts";

const again = document.createElement("button");
again.textContent = "Sign in again";
const link = document.createElement("button");
link.textContent = "Open the room";
link.onclick = () => void app.openLink("https://teams.microsoft.com/l/channel/19%3Aroom/Steelworks");
document.body.append(link, again);

await app.initialize();
app.notifyAppLoaded();
const { app: host, user, page, channel } = await app.getContext();
tell("context", {
  theme: host.theme,
  locale: host.locale,
  user: user?.userPrincipalName,
  channel: channel?.displayName,
  page: page.subPageId,
});
app.registerOnThemeChangeHandler((theme) => tell("theme", theme));

const ask = () => authentication.getAuthToken().catch((error: Error) => `refused: ${error.message}`);
const signIn = async () => tell("token", await ask());
again.onclick = () => void signIn();
await signIn();

if (page.frameContext === "settings") {
  pages.config.registerOnSaveHandler((saving) => {
    const configuration = { entityId: "deal-42", contentUrl: `${location.origin}/tab/?deal=42` };
    pages.config.setConfig(configuration).then(
      () => saving.notifySuccess(),
      (error: Error) => saving.notifyFailure(error.message),
    );
  });
  pages.config.setValidityState(true);
}

const live = await fetch("/live");
await fetch("/say");
const reader = live.body?.pipeThrough(new TextDecoderStream()).getReader();
tell("live", (await reader?.read())?.value ?? "nothing");
await app.notifySuccess();
