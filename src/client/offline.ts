/** The server could not be reached at all: no network, or nobody listening. Nothing is known about what happened there. */
export class Offline extends Error {
  override name = "Offline";

  constructor(cause?: unknown) {
    super("The server cannot be reached.", { cause });
  }
}
