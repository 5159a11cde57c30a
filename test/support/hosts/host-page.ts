import type { Frame, FrameLocator, Page } from "playwright-core";

/** Whoever sits at the browser. `id` is the directory's object id. */
export type Person = { id: string; tenantId: string; name: string; address: string };

type HostWindow = { openHost(setup: object): void; host: Record<string, unknown> };

/** The part that Teams and Outlook share: a page of the host with the product's page in a frame inside it. */
export class HostPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** The product's page, for locators. */
  get app(): FrameLocator {
    return this.page.frameLocator("#app");
  }

  /** The product's page as a document of its own, for `evaluate` and `axe`. */
  async frame(): Promise<Frame> {
    const frame = await (await this.page.waitForSelector("#app")).contentFrame();
    if (!frame) throw new Error("The host holds no frame of the product.");
    return frame;
  }

  /** Goes to the host's page and lets it open the product's. */
  protected async open(url: string, setup: object): Promise<void> {
    await this.page.goto(url);
    await this.page.evaluate((given) => (window as unknown as HostWindow).openHost(given), setup);
  }

  /** Calls a method of the host's page and hands back what it answers. */
  protected call<T>(method: string, ...args: unknown[]): Promise<T> {
    const ask = ([name, given]: [string, unknown[]]) => {
      const { host } = window as unknown as HostWindow;
      return (host[name] as (...given: unknown[]) => unknown).apply(host, given);
    };
    return this.page.evaluate(ask, [method, args] as [string, unknown[]]) as Promise<T>;
  }

  /** A copy of what the host noted so far. */
  protected noted<T>(): Promise<T> {
    return this.page.evaluate(() => (window as unknown as HostWindow).host["record"]) as Promise<T>;
  }
}
