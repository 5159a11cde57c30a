import { browserMail } from "./browser-mail.ts";
import { browserSignIn } from "./browser-sign-in.ts";
import type { Host, SignIn, Theme } from "./host.ts";
import { onSystemTheme, systemTheme } from "./page-theme.ts";

const THEMES: readonly string[] = ["light", "dark", "contrast"] satisfies Theme[];

/**
 * A plain browser, the sandbox's page included. The address may say who signs in (`as`), the look (`theme`), the
 * language (`lang`) and which mail is selected (`message`).
 */
export async function openBrowser(signIn: SignIn): Promise<Host> {
  const signedIn = await browserSignIn(signIn);
  // Read after that: back from signing in, the address is only now again what it was.
  const wishes = new URLSearchParams(location.search);
  const wishedTheme = wishes.get("theme");
  const fixed = THEMES.includes(wishedTheme ?? "") ? (wishedTheme as Theme) : null;
  return {
    kind: "browser",
    token: signedIn.token,
    theme: () => fixed ?? systemTheme(),
    onTheme: (listener) => (fixed === null ? onSystemTheme(listener) : () => {}),
    language: wishes.get("lang") ?? navigator.language,
    openLink: async (url) => void window.open(url, "_blank", "noopener"),
    place: { channelId: wishes.get("channel"), subPageId: null },
    mail: browserMail(wishes.get("message")),
    configuration: null,
    ready() {},
  };
}
