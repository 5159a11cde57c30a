import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { printPageSizes } from "./test/house/page-size.ts";

const door = (name: string) => fileURLToPath(new URL(`src/${name}/index.html`, import.meta.url));

/** Puts what every door shows before its script has come, in one place for all, where the page names it. */
const shell: Plugin = {
  name: "shell",
  transformIndexHtml: {
    order: "pre",
    handler: (html) =>
      html.replace(/<!-- (shell\/\w+\.html) -->/g, (_named, file: string) =>
        readFileSync(new URL(`src/ui/${file}`, import.meta.url), "utf8"),
      ),
  },
};

// Each page people open is a door of its own: tab, side panel, and the sandbox's outside page.
export default defineConfig({
  root: fileURLToPath(new URL("src", import.meta.url)),
  publicDir: fileURLToPath(new URL("src/public", import.meta.url)),
  plugins: [shell, react(), printPageSizes()],
  build: {
    outDir: fileURLToPath(new URL("dist", import.meta.url)),
    emptyOutDir: true,
    manifest: true,
    chunkSizeWarningLimit: 900,
    rolldownOptions: { input: ["tab", "pane", "outside"].map(door) },
  },
});
