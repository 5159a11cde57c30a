import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import { XmlDocument, XsdValidator } from "libxml2-wasm";
import { xmlRegisterFsInputProviders } from "libxml2-wasm/lib/nodejs.mjs";
import { convert } from "office-addin-manifest-converter";
import { describe, expect, test } from "vitest";
import { SANDBOX_CLIENT_ID } from "../../appPackage/arguments.ts";
import { buildOutlookManifest, buildTeamsManifest } from "../../appPackage/manifests.ts";
import type { News } from "../../server/graph/activity.ts";
import { CLIENT_ID } from "../../server/sandbox/seed/one-voice-app.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const schemas = path.join(root, "node_modules/@microsoft/app-manifest/build/json-schemas/teams");
const xsd = path.join(root, "../shared/manifest-xsd/OfficeAppManifestV1_1.xsd");
const contract = path.join(
  process.env["GRAPH_CONTRACT"] ?? path.join(root, "../shared/graph-contract"),
  "permissions.json",
);

const host = "deals.contoso.com";
const place = { host, clientId: "5a3e0000-0000-4000-8000-000000000001" };
const json = (file: string) => JSON.parse(readFileSync(file, "utf8"));

type Activity = { type: string; description: string; templateText: string };
type Teams = {
  $schema: string;
  version: string;
  id: string;
  icons: { color: string; outline: string };
  staticTabs: { entityId: string; contentUrl: string }[];
  configurableTabs: { configurationUrl: string }[];
  validDomains: string[];
  webApplicationInfo: { id: string; resource: string };
  authorization: { permissions: { resourceSpecific: { name: string; type: string }[] } };
  activities: { activityTypes: Activity[] };
  localizationInfo: { additionalLanguages: { languageTag: string; file: string }[] };
};

const teamsText = buildTeamsManifest(place);
const teams: Teams = JSON.parse(teamsText);
const russian: Record<string, string> = json(path.join(root, "appPackage/ru.json"));
const outlookText = buildOutlookManifest(place);
const outlook = XmlDocument.fromString(outlookText);

/** Every value of an attribute or text that an XPath finds, whatever the namespace. */
const found = (xpath: string) => outlook.find(xpath).map((node) => node.content);

/** The resources that one version of the manifest names, and those that it holds. */
function resources(manifest: XmlDocument, level: string): { used: Set<string>; given: Set<string> } {
  const inside = `//*[local-name()='VersionOverrides'][contains(@*[local-name()='type'],'V${level}')]`;
  const all = (xpath: string) => new Set(manifest.find(inside + xpath).map((node) => node.content));
  return {
    used: all("/*[local-name()!='VersionOverrides']//@resid"),
    given: all("/*[local-name()='Resources']/*/*/@id"),
  };
}

const compiled = new Map<string, ValidateFunction>();

/** The schema that Microsoft publishes under an address, compiled once. */
function schemaAt(address: string): ValidateFunction {
  const known = compiled.get(address);
  if (known !== undefined) return known;
  const { version = "", file = "" } = /\/(?<version>v[\d.]+)\/(?<file>[\w.]+)#?$/.exec(address)?.groups ?? {};
  const { $schema: _draft4, ...schema } = json(path.join(schemas, version, file));
  const ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false, unicodeRegExp: false });
  addFormats.default(ajv);
  const validate = ajv.compile(schema);
  compiled.set(address, validate);
  return validate;
}

/** What the schema that Microsoft publishes for this version says against a manifest; empty when nothing. */
function complaints(manifest: Record<string, unknown>): string[] {
  const validate = schemaAt(String(manifest["$schema"]));
  return validate(manifest)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** Plain-http addresses; the names of XML namespaces are no addresses. */
const insecure = (text: string) => text.replace(/xmlns(:\w+)?="[^"]*"/g, "").match(/http:\/\/[^"<]*/g) ?? [];

/** Width and height, from the header that every PNG file begins with. */
function sizeOf(file: string): [number, number] {
  const picture = readFileSync(file);
  if (picture.toString("latin1", 1, 4) !== "PNG") throw new Error(`${file} is no PNG picture.`);
  return [picture.readUInt32BE(16), picture.readUInt32BE(20)];
}

describe("the Teams package's manifest", () => {
  test("is what Microsoft's own schema for its version asks for", () => {
    expect(complaints(teams)).toEqual([]);
    expect(complaints(russian)).toEqual([]);
  });

  test("would be refused with an unknown field, a missing name or a text that is too long", () => {
    expect(complaints({ ...teams, colour: "red" })).toContain(" must NOT have additional properties");
    expect(complaints({ ...teams, name: {} })).toContain("/name must have required property 'short'");
    expect(complaints({ ...teams, name: { short: "x".repeat(31) } })).toContain(
      "/name/short must NOT have more than 30 characters",
    );
  });

  test("has a version of three numbers, equal to Outlook's", () => {
    expect(teams.version).toMatch(/^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/);
    expect(found("/*/*[local-name()='Version']")).toEqual([`${teams.version}.0`]);
  });

  test("asks only for permissions on one team or one person, which exist for applications", () => {
    const asked = teams.authorization.permissions.resourceSpecific;
    const known = existsSync(contract) ? json(contract).used : knownPermissions;
    for (const { name, type } of asked) expect(known[name], name).toHaveProperty(type);
    expect(asked.filter(({ name }) => !/\.(Group|User)$/.test(name))).toEqual([]);
    expect(asked.map(({ name }) => name).filter((name) => !deploymentPage().includes(`\`${name}\``))).toEqual(
      [],
    );
  });

  test("opens the personal tab and the channel tab on the product's own pages", () => {
    expect(teams.staticTabs.map(({ entityId, contentUrl }) => [entityId, contentUrl])).toEqual([
      ["deals", `https://${host}/tab/`],
    ]);
    expect(teams.configurableTabs.map(({ configurationUrl }) => configurationUrl)).toEqual([
      `https://${host}/tab/configure`,
    ]);
  });

  test("has icons of the sizes that Teams wants", () => {
    const icon = (name: string) => sizeOf(path.join(root, "appPackage", name));
    expect(icon(teams.icons.color)).toEqual([192, 192]);
    expect(icon(teams.icons.outline)).toEqual([32, 32]);
  });
});

describe("news in the activity feed", () => {
  const parameters: Record<News["type"], string[]> = {
    clientMailAround: ["client", "deal"],
    clientMailToYou: ["client", "deal", "speaker"],
    roomReady: ["deal"],
    voicePassed: ["deal", "speaker"],
    dealOver: ["deal"],
    dayAhead: ["what"],
    answerDue: ["deal", "what"],
    meetingAnswered: ["answer", "deal", "person"],
    meetingChanged: ["change", "deal", "meeting"],
    meetingAsked: ["ask", "deal", "person"],
    askDue: ["ask", "deal"],
    briefWaits: ["deal", "meeting"],
  };
  const places = (text: string) => new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
  const { activityTypes } = teams.activities;

  test("each kind that the server sends is declared, and no other", () => {
    expect(new Set(activityTypes.map(({ type }) => type))).toEqual(new Set(Object.keys(parameters)));
    expect(activityTypes).toHaveLength(Object.keys(parameters).length);
  });

  test.each(activityTypes.map((activity, index) => ({ ...activity, index })))(
    "$type is filled with the same values in English and in Russian",
    ({ type, templateText, index }) => {
      const translated = russian[`activities.activityTypes[${index}].templateText`] ?? "";
      expect(places(templateText)).toEqual(new Set(parameters[type as News["type"]]));
      expect(places(translated)).toEqual(places(templateText));
    },
  );

  test("every text that a person reads is translated", () => {
    const english: Record<string, string> = {};
    activityTypes.forEach(({ description, templateText }, index) => {
      english[`activities.activityTypes[${index}].description`] = description;
      english[`activities.activityTypes[${index}].templateText`] = templateText;
    });
    const { name, description, staticTabs } = JSON.parse(teamsText);
    Object.assign(english, { "description.short": description.short, "description.full": description.full });
    Object.assign(english, { "name.full": name.full, "staticTabs[0].name": staticTabs[0].name });
    const untranslated = Object.keys(english).filter(
      (key) => !/[а-я]/.test(russian[key] ?? "") || russian[key] === english[key],
    );
    expect(untranslated).toEqual([]);
    expect(new Set(Object.keys(russian))).toEqual(
      new Set([...Object.keys(english), "$schema", "name.short"]),
    );
    expect(teams.localizationInfo.additionalLanguages).toEqual([{ languageTag: "ru", file: "ru.json" }]);
  });
});

describe("Outlook's manifest", () => {
  test.skipIf(!existsSync(xsd))(
    "is what Microsoft's XML schema asks for, and a misplaced element is refused",
    () => {
      xmlRegisterFsInputProviders();
      const validator = XsdValidator.fromDoc(XmlDocument.fromString(readFileSync(xsd, "utf8"), { url: xsd }));
      expect(() => validator.validate(outlook)).not.toThrow();
      const misplaced = outlookText.replace("<Label resid", "<Colour>red</Colour><Label resid");
      expect(() => validator.validate(XmlDocument.fromString(misplaced))).toThrow("Colour");
    },
  );

  test("can be converted to Microsoft's newer kind of manifest, so that no picture hangs in the air", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "one-voice-converted-"));
    const converted = async (xml: string) => {
      writeFileSync(path.join(folder, "outlook.xml"), xml);
      await convert(path.join(folder, "outlook.xml"), folder, true);
      return json(path.join(folder, "manifest.json"));
    };
    const whole = await converted(outlookText);
    expect(complaints(whole)).toEqual([]);
    expect(JSON.stringify(whole.extensions)).toContain('"pinnable":true');
    expect(whole.webApplicationInfo).toEqual(teams.webApplicationInfo);

    const dangling = await converted(outlookText.replaceAll('id="Icon.80x80" D', 'id="Icon.Nowhere" D'));
    expect(complaints(dangling).join()).toContain("icons/2/url must match pattern");
    rmSync(folder, { recursive: true });
  });

  test("every resource that is used exists in each version of the manifest, and every one that exists is used", () => {
    for (const level of ["1_0", "1_1"]) {
      const { used, given } = resources(outlook, level);
      expect(used.size).toBeGreaterThan(0);
      expect(used).toEqual(given);
      expect([...given].filter((id) => id.length > 32)).toEqual([]);
    }
    const dangling = XmlDocument.fromString(
      outlookText.replace('<SourceLocation resid="Pane.Url"', '<SourceLocation resid="Pan.Url"'),
    );
    expect(resources(dangling, "1_0").used).toContain("Pan.Url");
  });

  test("shows each text in Russian too", () => {
    const texts = [
      ...outlook.find(
        "//*[local-name()='String' or local-name()='DisplayName' or local-name()='Description'][@DefaultValue]",
      ),
    ];
    expect(texts.length).toBeGreaterThan(5);
    for (const text of texts) {
      const overrides = text.find("*[local-name()='Override'][@Locale='ru-RU']/@Value");
      expect(
        overrides.map((override) => override.content.length > 0),
        text.content,
      ).toEqual([true]);
    }
  });

  test("names pictures that exist in the size that they are named for", () => {
    const image = (url: string) => path.join(root, "src/public", new URL(url).pathname);
    const sized = outlook.find("//*[local-name()='Icon']/*").map((node) => {
      const [size] = node.find("@size");
      const [resid] = node.find("@resid");
      return {
        size: Number(size?.content),
        url: found(`//*[@id='${resid?.content}']/@DefaultValue`)[0] ?? "",
      };
    });
    const listed = [64, 128].map((size, index) => {
      const element = ["IconUrl", "HighResolutionIconUrl"][index];
      return { size, url: found(`//*[local-name()='${element}']/@DefaultValue`)[0] ?? "" };
    });
    expect(new Set(sized.map(({ size }) => size))).toEqual(new Set([16, 32, 80]));
    for (const { size, url } of [...sized, ...listed]) expect(sizeOf(image(url)), url).toEqual([size, size]);
  });

  test("the panel may be pinned while reading, and stays on the product's own page everywhere", () => {
    expect(found("//*[local-name()='SupportsPinning']")).toEqual(["true"]);
    expect(
      new Set([
        ...found("//*[local-name()='SourceLocation']/@DefaultValue"),
        ...found("//*[@id='Pane.Url']/@DefaultValue"),
      ]),
    ).toEqual(new Set([`https://${host}/pane/`]));
    expect(found("//*[local-name()='Permissions']")).toEqual(["ReadItem"]);
  });
});

describe("both packages", () => {
  test("speak to nobody in the clear, and a plain address would be noticed", () => {
    expect(insecure(teamsText)).toEqual([]);
    expect(insecure(outlookText)).toEqual([]);
    expect(insecure(outlookText.replace(`https://${host}/pane/`, `http://${host}/pane/`))).toEqual([
      `http://${host}/pane/`,
    ]);
  });

  test("name the same host, the same registration, and different apps", () => {
    const addresses = `${teamsText}${outlookText}`.match(/(?<=https:\/\/|api:\/\/)[^/"<]+/g) ?? [];
    expect(new Set(addresses)).toEqual(new Set([host, "developer.microsoft.com"]));
    expect(teams.validDomains).toEqual([host]);
    expect(found("//*[local-name()='AppDomain']")).toEqual([`https://${host}`]);

    const { id, resource } = teams.webApplicationInfo;
    expect([id, resource]).toEqual([place.clientId, `api://${host}/${place.clientId}`]);
    expect(found("//*[local-name()='WebApplicationInfo']/*[local-name()='Id']")).toEqual([id]);
    expect(found("//*[local-name()='WebApplicationInfo']/*[local-name()='Resource']")).toEqual([resource]);

    const [outlookId] = found("/*/*[local-name()='Id']");
    expect(teams.id).toBe("1f0e5a3c-0000-4000-8000-00000000000e");
    expect(outlookId).not.toBe(teams.id);
  });

  test("leave no blank unfilled", () => {
    expect(`${teamsText}${outlookText.replace(/<!--.*?-->/s, "")}`).not.toContain("{{");
  });

  test("name the sandbox's registration as the sandbox itself does", () => {
    expect(SANDBOX_CLIENT_ID).toBe(CLIENT_ID);
  });
});

/** Where the contract is absent: the permissions of Graph's reference that a manifest of ours has reason to name. */
const knownPermissions: Record<string, { Application: object }> = Object.fromEntries(
  [
    "Channel.Create.Group",
    "ChannelMember.ReadWrite.Group",
    "ChannelSettings.Read.Group",
    "TeamMember.Read.Group",
    "TeamsActivity.Send.User",
    "TeamsTab.Create.Group",
    "TeamsTab.Read.Group",
  ].map((name) => [name, { Application: {} }]),
);

function deploymentPage(): string {
  return readFileSync(path.join(root, "docs/deployment.md"), "utf8");
}
