import type { Host, SignIn, Theme } from "./host.ts";
import { listeners } from "./listeners.ts";
import { outlookMail } from "./outlook-mail.ts";
import { onSystemTheme, systemTheme } from "./page-theme.ts";

/** The host when Outlook is around, otherwise null. `office` tells whether it is, once Microsoft's script has come. */
export async function openOutlook(signIn: Promise<SignIn>, office: Promise<boolean>): Promise<Host | null> {
  const [isOutlook, { outlookSignIn }] = await Promise.all([office, import("./outlook-sign-in.ts")]);
  if (!isOutlook) return null;
  const tokens = signIn.then(outlookSignIn);
  const mail = outlookMail();
  return {
    kind: "outlook",
    token: async (options) => (await tokens)(options),
    ...outlookTheme(),
    language: Office.context.displayLanguage || null,
    openLink: async (url) => openOutside(url),
    place: { channelId: null, subPageId: null },
    mail,
    configuration: null,
    ready() {},
  };
}

function openOutside(url: string): void {
  const { ui, requirements } = Office.context;
  if (requirements.isSetSupported("OpenBrowserWindowApi", "1.1")) ui.openBrowserWindow(url);
  else window.open(url, "_blank", "noopener");
}

/** Outlook's colours where it tells them, the system's otherwise. */
function outlookTheme(): Pick<Host, "theme" | "onTheme"> {
  const changes = listeners<Theme>();
  let told = themeOf(Office.context.officeTheme);
  const event = Office.EventType.OfficeThemeChanged;
  Office.context.mailbox.addHandlerAsync(event, ({ officeTheme }: { officeTheme?: Office.OfficeTheme }) => {
    told = themeOf(officeTheme);
    changes.tell(told ?? systemTheme());
  });
  onSystemTheme((theme) => changes.tell(theme === "contrast" ? theme : (told ?? theme)));
  return {
    theme: () => (systemTheme() === "contrast" ? "contrast" : (told ?? systemTheme())),
    onTheme: changes.add,
  };
}

function themeOf(theme: Office.OfficeTheme | undefined): Theme | null {
  const found = /^#?([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(theme?.bodyBackgroundColor ?? "");
  if (found === null) return null;
  const [red = 0, green = 0, blue = 0] = found.slice(1).map((part) => Number.parseInt(part, 16));
  return red * 0.299 + green * 0.587 + blue * 0.114 < 128 ? "dark" : "light";
}
