import { AllowedHostsValidator, BaseBearerTokenAuthenticationProvider } from "@microsoft/kiota-abstractions";
import {
  createGraphServiceClient,
  GraphRequestAdapter,
  type GraphServiceClient,
} from "@microsoft/msgraph-sdk";
import type { As, TestSandbox } from "../support/open.ts";
import "@microsoft/msgraph-sdk-users";

/** Microsoft's generated SDK as somebody uses it: only the base URL and the host allowed to see a token are ours. */
export type Kiota = { client: GraphServiceClient; adapter: GraphRequestAdapter };

/** Opens the SDK for one caller. With an empty address it asks Microsoft's. */
export function openKiota(t: TestSandbox, as: As, baseUrl = `${t.sandbox.url}/v1.0`): Kiota {
  const authentication = new BaseBearerTokenAuthenticationProvider({
    getAuthorizationToken: () => t.token(as),
    getAllowedHostsValidator: () => new AllowedHostsValidator(new Set(["localhost", "graph.microsoft.com"])),
  });
  const adapter = new GraphRequestAdapter(authentication);
  adapter.baseUrl = baseUrl;
  return { adapter, client: createGraphServiceClient(adapter) };
}
