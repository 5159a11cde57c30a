import type { BaseLocationHook } from "wouter";
import { useBrowserLocation } from "wouter/use-browser-location";

/**
 * The address as wouter knows it; what stands after "?" (who signs in, which look, what is searched for) stays while one
 * goes from page to page, unless the new address says otherwise.
 */
export const useTabLocation: BaseLocationHook = () => {
  const [path, navigate] = useBrowserLocation();
  return [
    path,
    (to: string, options?: object) => navigate(to.includes("?") ? to : `${to}${location.search}`, options),
  ];
};
