/** Whether another site's page is around this one. The sandbox's own page, of our origin, does not count. */
export function isInForeignFrame(): boolean {
  if (window.parent === window) return false;
  try {
    return window.parent.location.origin !== window.location.origin;
  } catch {
    // Only the page of another origin refuses to tell.
    return true;
  }
}

/** Whether Office put this page where it is: it says so in the address on the desktop, in the frame's name on the web. */
export function isInOffice(): boolean {
  return location.search.includes("_host_Info=") || window.name.includes("hostInfo") || isInForeignFrame();
}

/** Whether Teams may be around: as a frame's parent, or as the phone's program with its own bridge. */
export function isPerhapsInTeams(): boolean {
  return isInForeignFrame() || "nativeInterface" in window;
}
