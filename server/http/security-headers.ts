import type { RequestHandler } from "express";
import helmet from "helmet";

/** Who may frame our pages: Teams, Outlook and Microsoft 365. Source: Teams tab requirements, Outlook on the web. */
const HOSTS = [
  "https://*.cloud.microsoft",
  "https://teams.microsoft.com",
  "https://*.teams.microsoft.com",
  "https://*.microsoft365.com",
  "https://*.office.com",
  "https://outlook.office.com",
  "https://outlook.office365.com",
  "https://outlook.live.com",
];

/** What pages may reach besides us. `authority` and `sandbox` are origins; `sandbox` null on a real tenant. */
export type Reach = { authority: string; sandbox: string | null };

/** Headers for what the server answers: `framed` pages may stand inside Microsoft's hosts, all else stands alone. */
export function securityHeaders({ authority, sandbox }: Reach, framed: boolean): RequestHandler {
  const outside = [authority, ...(sandbox === null ? [] : [sandbox])];
  return helmet({
    frameguard: false,
    crossOriginOpenerPolicy: { policy: "same-origin-allow-popups" },
    crossOriginResourcePolicy: { policy: "cross-origin" },
    referrerPolicy: { policy: "strict-origin-when-cross-origin" },
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", "https://appsforoffice.microsoft.com", "https://ajax.aspnetcdn.com"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", "data:", "blob:"],
        fontSrc: ["'self'", "data:"],
        connectSrc: ["'self'", "https://res.cdn.office.net", ...outside],
        frameSrc: ["'self'", ...outside],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: framed ? ["'self'", ...HOSTS] : ["'none'"],
      },
    },
  });
}
