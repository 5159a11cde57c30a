/** A pinned page. `appId` is the catalogue's id. */
export type Tab = {
  id: string;
  displayName: string;
  appId: string;
  configuration: {
    entityId: string | null;
    contentUrl: string | null;
    removeUrl: string | null;
    websiteUrl: string | null;
  };
  /** Comes from the app's manifest, not from a form: its name and addresses cannot be changed. */
  isStatic: boolean;
};
