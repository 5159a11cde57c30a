import { beforeEach, vi } from "vitest";
import { cleanup } from "vitest-browser-react";

// The files share their page, and with it what it has loaded; each test finds it as good as new.
beforeEach(async () => {
  vi.useRealTimers();
  await cleanup();
  sessionStorage.clear();
  localStorage.clear();
});
