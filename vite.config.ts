import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { printPageSizes } from "./test/house/page-size.ts";

const door = (name: string) => fileURLToPath(new URL(`src/${name}/index.html`, import.meta.url));

// Each page people open is a door of its own: tab, side panel, and the sandbox's outside page.
export default defineConfig({
  root: fileURLToPath(new URL("src", import.meta.url)),
  publicDir: fileURLToPath(new URL("src/public", import.meta.url)),
  plugins: [react(), printPageSizes()],
  build: {
    outDir: fileURLToPath(new URL("dist", import.meta.url)),
    emptyOutDir: true,
    manifest: true,
    chunkSizeWarningLimit: 900,
    rolldownOptions: { input: ["tab", "pane", "outside"].map(door) },
  },
});
