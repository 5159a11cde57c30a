import { KEY_ACCOUNTS_TEAM } from "../../../server/sandbox/seed/company.ts";
import { itemsOf, newFile } from "../drives/library.ts";
import { type Example, get } from "./example.ts";

const item = "/drives/{drive-id}/items/{driveItem-id}";

/** Requests to document libraries. */
export const drivesExamples: readonly Example[] = [
  get("GET /groups/{group-id}/drive", `/groups/${KEY_ACCOUNTS_TEAM}/drive`),
  { operation: `GET ${item}`, request: async (t) => ({ path: await newFile(t) }) },
  { operation: `DELETE ${item}`, request: async (t) => ({ path: await newFile(t) }) },
  {
    operation: `GET ${item}/children`,
    async request(t) {
      await newFile(t);
      return { path: `${await itemsOf(t)}/root/children` };
    },
  },
  {
    operation: `POST ${item}/children`,
    request: async (t) => ({
      path: `${await itemsOf(t)}/root/children`,
      body: { name: "Offers", folder: {}, "@microsoft.graph.conflictBehavior": "rename" },
    }),
  },
  {
    operation: `GET ${item}/content`,
    request: async (t) => ({ path: `${await newFile(t)}/content`, redirect: "manual" }),
  },
  {
    operation: `PUT ${item}/content`,
    request: async (t) => ({
      path: `${await newFile(t)}/content`,
      body: "Our offer",
      headers: { "content-type": "text/plain" },
    }),
  },
  {
    operation: `POST ${item}/createUploadSession`,
    request: async (t) => ({
      path: `${await newFile(t)}/createUploadSession`,
      body: { item: { "@microsoft.graph.conflictBehavior": "replace" } },
    }),
  },
  {
    operation: `POST ${item}/createLink`,
    request: async (t) => ({
      path: `${await newFile(t)}/createLink`,
      body: { type: "view", scope: "organization" },
    }),
  },
  {
    operation: `POST ${item}/invite`,
    request: async (t) => ({
      path: `${await newFile(t)}/invite`,
      body: {
        recipients: [{ email: "pavel.orlov@bergmann.example" }],
        roles: ["write"],
        requireSignIn: true,
        sendInvitation: false,
        message: "Have a look",
      },
    }),
  },
];
