import { describe, expect, test } from "vitest";
import { ConfigMistake, readSettings } from "../../server/config.ts";

describe("a mistake in the environment is told in one sentence that names the variable and the fix", () => {
  test.each([
    ["a port that is none", { PORT: "eighty" }, "PORT must be a port from 0 to 65535, 0 for any free one."],
    [
      "half a tenant",
      { CLIENT_ID: "5a3e0000-0000-4000-8000-000000000001" },
      "TENANT_ID must be set because CLIENT_ID is",
    ],
    [
      "a tenant without its secret",
      tenant({ CLIENT_SECRET: "" }),
      "CLIENT_CERTIFICATE (a PEM file) or CLIENT_SECRET must be set",
    ],
    [
      "a tenant without its team",
      tenant({ DEALS_TEAM_ID: "" }),
      "DEALS_TEAM_ID must be set for a real tenant",
    ],
    [
      "a tenant over http",
      tenant({ PUBLIC_URL: "http://deals.contoso.com" }),
      "PUBLIC_URL must begin with https://",
    ],
    [
      "a certificate that is not there",
      tenant({ CLIENT_CERTIFICATE: "none.pem" }),
      "CLIENT_CERTIFICATE must be a readable PEM file",
    ],
    [
      "a capability that does not exist",
      { CAPABILITIES: "mark,fly" },
      "CAPABILITIES must be some of mark, schedule, rooms",
    ],
    [
      "production without a database",
      { NODE_ENV: "production" },
      "DATABASE_URL must name a PostgreSQL server in production",
    ],
    [
      "a database that is none",
      { DATABASE_URL: "mysql://x" },
      "DATABASE_URL must be an address like postgres://",
    ],
  ])("%s", (_mistake, env, sentence) => {
    expect(() => readSettings(env)).toThrow(ConfigMistake);
    expect(() => readSettings(env)).toThrow(sentence);
  });
});

function tenant(more: Record<string, string>): Record<string, string> {
  return {
    TENANT_ID: "5a3e0000-0000-4000-8000-000000000001",
    CLIENT_ID: "5a3e0000-0000-4000-8000-000000000002",
    CLIENT_SECRET: "secret",
    PUBLIC_URL: "https://deals.contoso.com",
    DEALS_TEAM_ID: "5a3e0000-0000-4000-8000-000000000003",
    ...more,
  };
}
