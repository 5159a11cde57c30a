import { existsSync } from "node:fs";
import path from "node:path";
import express, { Router } from "express";
import { Problem } from "../../src/contract/problem.ts";
import { type Reach, securityHeaders } from "./security-headers.ts";

/** Doors that stand inside Teams and Outlook, and those that stand alone. */
const FRAMED = ["tab", "pane"] as const;
const ALONE = ["outside"] as const;

/** A year, in seconds: built files carry a digest in their name. */
const FOREVER = 31_536_000;

/** Serves the built pages of folder `dist`: each door with its own headers, files under /assets/ for ever. */
export function pages(dist: string, reach: Reach): Router {
  const router = Router();
  const doors = reach.sandbox === null ? FRAMED : [...FRAMED, ...ALONE];
  const files = { index: false, maxAge: 0 } as const;
  router.use(
    "/assets",
    express.static(path.join(dist, "assets"), { ...files, maxAge: FOREVER * 1000, immutable: true }),
  );
  router.use("/icons", express.static(path.join(dist, "icons"), files));
  for (const door of doors) {
    const page = path.join(dist, door, "index.html");
    const framed = (FRAMED as readonly string[]).includes(door);
    router.get([`/${door}`, `/${door}/*rest`], securityHeaders(reach, framed), (request, response) => {
      // Sign-in's redirect addresses end with the slash.
      if (request.path === `/${door}`) return response.redirect(308, `/${door}/`);
      if (!existsSync(page)) throw new Problem("internal", "The pages are not built: run npm run build.");
      response.setHeader("Cache-Control", "no-cache");
      return response.sendFile(page);
    });
  }
  router.get("/", (_request, response) =>
    response.redirect(302, reach.sandbox === null ? "/tab/" : "/outside/"),
  );
  return router;
}
