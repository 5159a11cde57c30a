import { copyFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import express from "express";
import { build } from "vite";
import { compressed } from "../../../server/http/compressed.ts";
import { listen, shut } from "../../../server/serving.ts";

const root = fileURLToPath(new URL("rival/", import.meta.url));
const officeJs = fileURLToPath(new URL("../../../node_modules/@microsoft/office-js/dist/", import.meta.url));

/** Files served as the product serves its own: compressed, over plain HTTP. */
export type Files = { url: string; close(): Promise<void> };

async function serveFolder(folder: string, prefix: string): Promise<Files> {
  const app = express();
  app.use(compressed());
  app.use((_request, response, next) => {
    // Scripts of a content network are read by pages of every origin.
    response.setHeader("Access-Control-Allow-Origin", "*");
    next();
  });
  app.use(prefix, express.static(folder));
  const { server, port } = await listen(0, "PORT");
  server.on("request", app);
  return { url: `http://127.0.0.1:${port}`, close: () => shut(server) };
}

/** Builds the pages to compare with into `folder`, and serves them: /static.html, /index.html and /outlook.html. */
export async function serveRivals(folder: string): Promise<Files> {
  await build({
    configFile: false,
    root,
    plugins: [react()],
    logLevel: "error",
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: "es2022",
      rolldownOptions: { input: ["index.html", "outlook.html"].map((file) => path.join(root, file)) },
    },
  });
  copyFileSync(path.join(root, "static.html"), path.join(folder, "static.html"));
  return serveFolder(folder, "/");
}

/** Microsoft's office.js as its content network serves it: compressed. */
export function serveOfficeJs(): Promise<Files> {
  return serveFolder(officeJs, "/lib/1/hosted/");
}
