const OFFICE_JS = "https://appsforoffice.microsoft.com/lib/1/hosted/office.js";

/**
 * Loads Microsoft's office.js and tells whether Outlook is around. It must come from Microsoft's network and is asked for
 * only inside Office: elsewhere it would cost a plain browser a request and take its `history` away.
 */
export async function loadOffice(): Promise<boolean> {
  const script = document.createElement("script");
  script.src = OFFICE_JS;
  const loaded = new Promise<boolean>((resolve) => {
    script.addEventListener("load", () => resolve(true));
    script.addEventListener("error", () => resolve(false));
  });
  document.head.append(script);
  if (!(await loaded)) return false;
  const { host } = await Office.onReady();
  return host === Office.HostType.Outlook;
}
