import { Router } from "wouter";
import type { LiveSource } from "../client/following.ts";
import type { Host } from "../host/host.ts";
import { Entrance } from "./entrance.tsx";
import { Pages } from "./pages.tsx";
import { TAB_BASE } from "./start-path.ts";
import { useTabLocation } from "./tab-location.ts";

/** The Teams tab, personal and in a channel. */
export function Tab({ host, source }: { host: Host; source: LiveSource }) {
  return (
    <Entrance host={host} source={source}>
      <Router base={TAB_BASE} hook={useTabLocation}>
        <Pages host={host} />
      </Router>
    </Entrance>
  );
}
