import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type HtmlTagDescriptor, type Plugin } from "vite";
import { fileByPieces } from "./first-screens.ts";
import { printPageSizes } from "./test/house/page-size.ts";

const root = fileURLToPath(new URL("src", import.meta.url));

// Each page people open is a door of its own: tab, side panel, and the sandbox's outside page.
const doors = ["tab", "pane", "outside"].map((name) => path.join(root, name, "index.html"));

/** Puts what every door shows before its script has come, in one place for all, where the page names it. */
const shell: Plugin = {
  name: "shell",
  transformIndexHtml: {
    order: "pre",
    handler: (html) =>
      html.replace(/<!-- (shell\/\w+\.html) -->/g, (_named, file: string) =>
        readFileSync(path.join(root, "ui", file), "utf8"),
      ),
  },
};

/** The host for which each door is made. */
const HOSTS: Readonly<Record<string, readonly string[]>> = {
  tab: ["host/teams.ts"],
  pane: ["host/outlook.ts"],
};

/** Names in each door the files of the page behind it, so that they come along with the small script that begins it. */
const preload: Plugin = {
  name: "preload-pages",
  transformIndexHtml: {
    order: "post",
    handler(html, { filename, bundle = {} }) {
      const name = path.basename(path.dirname(filename));
      const wanted = [`${name}/${name}.tsx`, "ui/draw.tsx", ...(HOSTS[name] ?? [])].map((module) =>
        path.join(root, module),
      );
      const files = new Set<string>();
      for (const file of Object.values(bundle)) {
        if (file.type === "chunk" && wanted.includes(file.facadeModuleId ?? "")) files.add(file.fileName);
      }
      for (const file of files) {
        const chunk = bundle[file];
        if (chunk?.type !== "chunk") continue;
        for (const below of chunk.imports) files.add(below);
        for (const style of chunk.viteMetadata?.importedCss ?? []) files.add(style);
      }
      return [...files].filter((file) => !html.includes(file)).map(tagOf);
    },
  },
};

function tagOf(file: string): HtmlTagDescriptor {
  const rel = file.endsWith(".css") ? { rel: "preload", as: "style" } : { rel: "modulepreload" };
  return { tag: "link", attrs: { ...rel, crossorigin: true, href: `/${file}` }, injectTo: "head" };
}

export default defineConfig(async ({ command }) => ({
  root,
  publicDir: path.join(root, "public"),
  plugins: [shell, react(), printPageSizes(), preload],
  build: {
    outDir: fileURLToPath(new URL("dist", import.meta.url)),
    emptyOutDir: true,
    manifest: true,
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      input: doors,
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups:
            command === "build"
              ? [{ name: await fileByPieces(root, doors, [shell]), debugName: "pieces" }]
              : [],
        },
      },
    },
  },
}));
