import type { Socket } from "node:net";
import pg from "pg";

/**
 * A connection that ends when a statement got no answer in time. The driver only stops waiting: the statement may still
 * run later, and if it was a BEGIN, whoever gets the connection next would write into a transaction that nobody commits.
 */
export class ImpatientClient extends pg.Client {
  // The driver's own overloads fit no one signature; what comes in goes on as it is.
  override query(...args: unknown[]): never {
    const answer: unknown = Reflect.apply(super.query, this, args);
    if (!(answer instanceof Promise)) return answer as never;
    return answer.catch((error: unknown) => {
      if (error instanceof Error && error.message === "Query read timeout") this.#end();
      throw error;
    }) as never;
  }

  #end(): void {
    const { connection } = this as unknown as { connection: { stream: Socket } };
    connection.stream.destroy();
  }
}
