/** A path in one spelling, so that `Users('ID')/MailFolders('Inbox')/messages` equals `users/id/mailFolders/inbox/messages`. */
export function normalPath(path: string): string {
  return path
    .replace(/^\/+/, "")
    .replace(/\/?\('([^']*)'\)/g, "/$1")
    .split("/")
    .filter((part) => part !== "")
    .map((part) =>
      /^[A-Za-z]+$|^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(part) ? part.toLowerCase() : part,
    )
    .join("/");
}
