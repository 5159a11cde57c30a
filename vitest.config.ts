import { fileURLToPath } from "node:url";
import chromium from "@sparticuz/chromium";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import WaitingFirst from "./test/support/waiting-first.ts";

// UTC hides slips between local and universal time, so no test runs in it.
process.env["TZ"] = "America/St_Johns";

const wantsBrowser = process.env["ONE_VOICE_BROWSER"] === "1";
// Unpacked once here: the workers would otherwise unpack it over one another.
const executablePath = wantsBrowser
  ? (process.env["CHROMIUM_PATH"] ?? (await chromium.executablePath()))
  : "";
const asBuilt = { "process.env.NODE_ENV": '"production"' };
// Scripts run as they are read: to make them fast costs more than tests of seconds get back.
const launchArgs = [
  "--no-sandbox",
  "--font-render-hinting=none",
  "--lang=en-US",
  "--js-flags=--no-turbofan --no-maglev",
];
// The contract checker lives outside the project and finds its one library here.
const ours = (name: string) => fileURLToPath(new URL(`node_modules/${name}`, import.meta.url));
const alias = { "ajv/dist/2020.js": ours("ajv/dist/2020.js"), "ajv-formats": ours("ajv-formats") };

// What a test waits for comes as fast as the machine can; only what never comes costs this.
const patient = {
  testTimeout: 120_000,
  hookTimeout: 120_000,
  expect: { poll: { timeout: 15_000, interval: 100 } },
};
const node = {
  ...patient,
  environment: "node" as const,
  env: { CHROMIUM_PATH: executablePath },
};
// Tests of these leave nothing behind in their process, so files share one, and with it what it has loaded: half of the
// product, which is why there are few projects, too.
const shared = { ...node, isolate: false };

const isCheck = process.env["ONE_VOICE_CHECK"] === "1";
const isSoak = process.env["SOAK"] === "1";

// Thousands of random rounds, large archives, programs of their own: too slow for before each commit.
const long = [
  "test/meetings/slots-property.test.ts",
  "test/voice/{guard-property,real-mail}.test.ts",
  "test/audit/{command,large}.test.ts",
  "test/sandbox/{starting-alone,models/**/*,calendar/copies-agree,mail/delta-model}.test.ts",
];

// What the server's own tests meet one by one, once more on the whole program.
const again = ["test/faults/{lossless,kill-debrief,days-down}.test.ts"];

// Libraries that nobody here wrote; some change their process for good, such as whom it trusts.
const clients = ["test/sandbox/clients/**/*.test.ts", "test/sandbox/core/graph-client.test.ts"];

// Every test of the server runs on a real PostgreSQL server. The embedded database has one connection, on which a query
// past its transaction waits for ever: with SOAK=1 all of that runs there, too, and always what test/store/embedded holds.
const embedded = {
  resolve: { alias },
  test: {
    ...shared,
    name: "embedded",
    globalSetup: ["test/support/embedded-setup.ts"],
    include: ["test/server/**/*.test.ts"],
  },
};

/** Everything that Node runs and that shares its process, beside a real PostgreSQL server. */
const rules = {
  resolve: { alias },
  test: {
    ...shared,
    name: "rules",
    globalSetup: ["test/support/postgres-setup.ts"],
    include: ["test/**/*.test.ts"],
    exclude: [
      "test/bench/**",
      ...clients,
      ...(wantsBrowser ? [] : ["test/journeys/**"]),
      ...(isCheck ? ["test/{server,store,faults,start}/**", ...long] : []),
      ...(isSoak ? [] : again),
    ],
  },
};

export default defineConfig({
  test: {
    sequence: { sequencer: WaitingFirst },
    reporters: ["default", "./test/support/plain-reporter.ts"],
    projects: [
      rules,
      { resolve: { alias }, test: { ...node, name: "clients", include: clients } },
      ...(isSoak ? [embedded] : []),
      ...(wantsBrowser
        ? [
            {
              // React and Fluent as they are in the built pages: what they check of programs while these are written takes
              // twice the time.
              define: asBuilt,
              oxc: { jsx: { runtime: "automatic" as const, development: false, refresh: false } },
              // Found beforehand: a package that turns up in the middle of a run would load React twice.
              optimizeDeps: {
                entries: ["src/{tab,pane,outside,views,ui,client}/**/*.{ts,tsx}", "test/views/**/*.{ts,tsx}"],
                include: ["react/jsx-runtime"],
                rolldownOptions: { transform: { define: asBuilt } },
              },
              test: {
                ...patient,
                name: "views",
                // As of the rest: what a page has loaded serves the next file, too.
                isolate: false,
                setupFiles: ["test/views/support/between.ts"],
                env: { SOAK: isSoak ? "1" : "" },
                include: ["test/views/**/*.test.tsx"],
                browser: {
                  enabled: true,
                  headless: true,
                  screenshotFailures: false,
                  provider: playwright({
                    launchOptions: { executablePath, args: launchArgs },
                    contextOptions: { reducedMotion: "reduce" },
                  }),
                  instances: [{ browser: "chromium" as const }],
                },
              },
            },
          ]
        : []),
    ],
  },
});
