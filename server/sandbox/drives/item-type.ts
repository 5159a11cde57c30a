import type { EntityType } from "../core/entity-type.ts";

/** What OData may be asked about files and folders. */
export const itemType: EntityType = {
  name: "microsoft.graph.driveItem",
  family: "teams",
  shape: {
    id: "string",
    name: "string",
    eTag: "string",
    cTag: "string",
    size: "number",
    description: "string",
    createdDateTime: "instant",
    lastModifiedDateTime: "instant",
    webUrl: "string",
    createdBy: "any",
    lastModifiedBy: "any",
    parentReference: "any",
    fileSystemInfo: "any",
    folder: "any",
    file: "any",
    root: "any",
  },
};

/** What OData may be asked about document libraries. */
export const driveType: EntityType = {
  name: "microsoft.graph.drive",
  family: "teams",
  shape: {
    id: "string",
    name: "string",
    description: "string",
    driveType: "string",
    webUrl: "string",
    createdDateTime: "instant",
    owner: "any",
    quota: "any",
  },
};
