import { Component, type ReactNode } from "react";
import { Refused } from "./notices.tsx";

type State = { error: unknown };

/** Where a part that could not be loaded, or broke, says so instead of taking the page with it. */
export class Boundary extends Component<{ children: ReactNode }, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(cause: unknown): State {
    // What browsers, and the loader of a part's styles, throw when a part of the page cannot be fetched.
    const isUnfetched = cause instanceof Error && /import|module|fetch|preload/i.test(cause.message);
    return { error: isUnfetched ? { name: "Offline" } : cause };
  }

  override render(): ReactNode {
    const { error } = this.state;
    // A part that could not be fetched stays so for the browser until the page is loaded anew.
    return error === null ? this.props.children : <Refused error={error} onRetry={() => location.reload()} />;
  }
}
