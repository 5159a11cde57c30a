import type { User } from "../directory/state.ts";

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.5 "Segoe UI", system-ui, sans-serif; }
  body { margin: 0; display: grid; place-items: start center; padding: 1.5rem 1rem; }
  main { width: min(26rem, 100%); }
  h1 { font-size: 1.5rem; font-weight: 600; margin: 0 0 .25rem; }
  input { box-sizing: border-box; width: 100%; font: inherit; padding: .5rem .75rem; margin: .25rem 0 1rem; }
  ul { list-style: none; margin: 0; padding: 0; }
  li a { display: block; padding: .5rem .75rem; text-decoration: none; color: inherit; border-radius: 4px; }
  li a:hover { background: color-mix(in srgb, currentColor 10%, transparent); }
  a:focus-visible { outline: 2px solid #0f6cbd; outline-offset: 1px; }
  small { display: block; opacity: .75; }
  .accept { display: inline-block; padding: .5rem 1.25rem; background: #0f6cbd; color: #fff; border-radius: 4px; text-decoration: none; }
`;

/** The search box filters what is listed; without scripts the whole list stays. */
const FILTER = `
  const box = document.getElementById("search");
  const people = [...document.querySelectorAll("li")];
  const told = document.getElementById("told");
  box.addEventListener("input", () => {
    const wanted = box.value.trim().toLocaleLowerCase();
    for (const one of people) one.hidden = !one.textContent.toLocaleLowerCase().includes(wanted);
    told.textContent = people.filter((one) => !one.hidden).length + " people";
  });
`;

/** Where people of the tenant pick who they are. `action` is where the choice goes, `parameters` what was asked so far. */
export function pickerPage(action: string, parameters: URLSearchParams, people: readonly User[]): string {
  const item = (user: User) => {
    const chosen = new URLSearchParams(parameters);
    chosen.set("login_hint", user.userPrincipalName);
    const role = user.jobTitle === null ? "" : `, ${user.jobTitle}`;
    return `<li><a href="${escaped(`${action}?${chosen}`)}">${escaped(user.displayName)}<small>${escaped(user.userPrincipalName + role)}</small></a></li>`;
  };
  return page(
    "Pick an account",
    `<p>This is the sandbox's sign-in: nobody needs a password here.</p>
    <label for="search">Search by name, address or role</label>
    <input id="search" type="search" autocomplete="off" autofocus>
    <p id="told" role="status">${people.length} people</p>
    <ul>${people.map(item).join("\n")}</ul>
    <script>${FILTER}</script>`,
  );
}

/** Where a person agrees to what an application asks for. */
export function consentPage(
  action: string,
  parameters: URLSearchParams,
  appName: string,
  names: readonly string[],
): string {
  const accepted = new URLSearchParams(parameters);
  accepted.set("accept", "1");
  return page(
    "Permissions requested",
    `<p>${escaped(appName)} would like to:</p>
    <ul>${names.map((name) => `<li>${escaped(name)}</li>`).join("")}</ul>
    <p><a class="accept" href="${escaped(`${action}?${accepted}`)}">Accept</a></p>`,
  );
}

/** What a person sees when the client itself is wrong and cannot be told. */
export function errorPage(message: string): string {
  return page("Sorry, but we're having trouble signing you in.", `<p role="alert">${escaped(message)}</p>`);
}

/** Sends the result back by a form that posts itself (response_mode=form_post). */
export function formPostPage(target: string, values: URLSearchParams): string {
  const fields = [...values].map(
    ([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`,
  );
  return page(
    "Signing in",
    `<form method="post" action="${escaped(target)}">${fields.join("")}<button>Continue</button></form>
    <script>document.forms[0].submit()</script>`,
  );
}

function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><style>${STYLE}</style></head>
<body><main><h1>${escaped(title)}</h1>${content}</main></body>
</html>`;
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
