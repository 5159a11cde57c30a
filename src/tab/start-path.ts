/** The tab's own address, before which nothing of ours stands. */
export const TAB_BASE = "/tab";

const DEAL = /^(?:\/?deals\/)?([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})(\/[a-z]+)?$/i;

/** Where a link into the tab leads: a deal's id, or its path with the part of its page. Null for what is neither. */
export function subPagePath(subPageId: string | null): string | null {
  const found = DEAL.exec(subPageId ?? "");
  return found === null ? null : `/deals/${found[1]}${found[2] ?? ""}`;
}

/** Follows a link into the tab, once, before the page is drawn. */
export function goToSubPage(subPageId: string | null): void {
  const path = subPagePath(subPageId);
  if (path !== null) history.replaceState(null, "", `${TAB_BASE}${path}${location.search}`);
}

/** Whether an address within the tab's own is that of all deals, the page that one begins with. */
export function isHome(pathname: string): boolean {
  return /^\/tab(\/(deals\/?)?)?$/.test(pathname);
}
