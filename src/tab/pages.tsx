import { lazy, Suspense, useRef } from "react";
import { Route, Switch, useLocation } from "wouter";
import type { Host } from "../host/host.ts";
import { Boundary } from "../ui/boundary.tsx";
import { Learned } from "../ui/language/learned.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { dealPath } from "../views/deals/deal-path.ts";
import { MyDeals } from "../views/deals/my-deals.tsx";
import { NeedsYou } from "../views/voice/needs-you.tsx";
import { ArrivalContext, Frame } from "./frame.tsx";

const DealPage = lazy(async () => ({ default: (await import("./deal-page.tsx")).DealPage }));
const ChannelPage = lazy(async () => ({ default: (await import("./channel-page.tsx")).ChannelPage }));
const ImportPage = lazy(async () => ({ default: (await import("./import-page.tsx")).ImportPage }));
const DigestPage = lazy(async () => ({ default: (await import("./digest-page.tsx")).DigestPage }));
const Configure = lazy(async () => ({ default: (await import("./configure.tsx")).Configure }));

/** The tab's pages by their address. In a channel the tab begins with the channel's deal, elsewhere with all deals. */
export function Pages({ host }: { host: Host }) {
  const { channelId } = host.place;
  const [path] = useLocation();
  // Parts of one deal are one page.
  const pagePath = path.split("/").slice(0, 3).join("/");
  const firstPath = useRef(pagePath);
  const hasMoved = useRef(false);
  hasMoved.current ||= pagePath !== firstPath.current;
  return (
    <ArrivalContext value={hasMoved}>
      <Boundary key={pagePath}>
        <Suspense
          fallback={
            <Frame>
              <Skeleton rows={4} tall />
            </Frame>
          }
        >
          <Switch>
            <Route path="/configure">
              <Frame>
                <Learned feature="deal">
                  <Configure configuration={host.configuration} />
                </Learned>
              </Frame>
            </Route>
            <Route path="/import">
              <ImportPage />
            </Route>
            <Route path="/digest">
              <DigestPage />
            </Route>
            <Route path="/deals/:dealId/:part?">
              {({ dealId, part }) => <DealPage dealId={dealId} part={part ?? ""} />}
            </Route>
            {channelId !== null && (
              <Route path="/">
                <ChannelPage channelId={channelId} />
              </Route>
            )}
            <Route>
              <Home />
            </Route>
          </Switch>
        </Suspense>
      </Boundary>
    </ArrivalContext>
  );
}

function Home() {
  const [, navigate] = useLocation();
  return (
    <Frame>
      <MyDeals needsYou={<NeedsYou />} open={(dealId) => navigate(dealPath(dealId))} />
    </Frame>
  );
}
