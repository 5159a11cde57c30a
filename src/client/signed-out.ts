/** The host gave no token: nobody is signed in, or they declined. Asking again may lead them through sign-in. */
export class SignedOut extends Error {
  override name = "SignedOut";

  constructor(cause?: unknown) {
    super("Nobody is signed in.", { cause });
  }
}
