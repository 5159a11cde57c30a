import type { EntityType, Shape } from "../core/entity-type.ts";

/** What OData may be asked about tabs. */
export const tabType: EntityType = {
  name: "microsoft.graph.teamsTab",
  family: "teams",
  shape: {
    id: "string",
    displayName: "string",
    webUrl: "string",
    configuration: { entityId: "string", contentUrl: "string", removeUrl: "string", websiteUrl: "string" },
  },
};

const definitionShape: Shape = {
  id: "string",
  teamsAppId: "string",
  displayName: "string",
  version: "string",
  publishingState: "string",
  shortDescription: "string",
  description: "string",
  lastModifiedDateTime: "instant",
  createdBy: "any",
  authorization: "any",
};

const appShape: Shape = {
  id: "string",
  externalId: "string",
  displayName: "string",
  distributionMethod: "string",
};

/** What OData may be asked about apps of the catalogue. */
export const appType: EntityType = {
  name: "microsoft.graph.teamsApp",
  family: "teams",
  shape: { ...appShape, appDefinitions: [definitionShape] },
  filterable: ["id", "externalId", "displayName", "distributionMethod", "appDefinitions"],
};

/** What OData may be asked about installations. */
export const installationType: EntityType = {
  name: "microsoft.graph.teamsAppInstallation",
  family: "teams",
  shape: {
    id: "string",
    consentedPermissionSet: "any",
    teamsApp: appShape,
    teamsAppDefinition: definitionShape,
  },
};
