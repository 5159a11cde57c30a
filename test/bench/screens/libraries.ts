import { spawnSync } from "node:child_process";
import process from "node:process";
import { fileURLToPath } from "node:url";

/** Lets the packaged Chromium find the system libraries that it needs, where the system lacks them. */
export function provideBrowserLibraries(): void {
  const script = fileURLToPath(new URL("../../support/browser-libraries.mjs", import.meta.url));
  const { stdout } = spawnSync(process.execPath, [script], { encoding: "utf8" });
  if (stdout.trim() !== "") process.env["LD_LIBRARY_PATH"] = stdout.trim();
}
