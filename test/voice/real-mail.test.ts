import { readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openArchive } from "../../server/audit/sources.ts";
import { domainOf } from "../../src/domain/people/address.ts";
import { hasRealMail, type Label, REAL_MAIL, readLabels } from "../audit/support/real-mail.ts";
import { HEADING, type Line, newFolder, put, readLines, runCommand } from "../audit/support/run.ts";

const folder = newFolder();
afterAll(() => rmSync(folder, { recursive: true }));

/** Labels that the rule contradicts, by Message-ID and deal, and why the rule is right. There are none. */
const ARGUED: Readonly<Record<string, string>> = {};

/** Mail of the "ham" folder that is flagged when its sender's domain is taken as the client, and why that is right. */
const FLAGGED: Readonly<Record<string, string>> = {
  "<200208222107.g7ML75ue008106@mail.infinetivity.com>": "a person answers a person",
  "<yf24rdgkmbk.fsf@proton.pathname.com>":
    "To a person by name, a list only in copy; this copy came directly",
  "<001101c24dfb$61b7a2f0$8801020a@brianmay>":
    "To a person by name, lists only in copy; this copy came directly",
  "<yf2n0r3ho9g.fsf@proton.pathname.com>":
    "To a person by name, a list only in copy; this copy came directly",
  "<yf2znuge4sq.fsf@proton.pathname.com>":
    "To a person by name, a list only in copy; this copy came directly",
  "<031901c26055$f4aefab0$0300a8c0@oracle>":
    "To a person by name, a list only in copy; this copy came directly",
  "<20020814173950.A24450@rover.vipul.net>":
    "To a person by name, a list only in copy; this copy came directly",
  "<3D633940.2010209@hmi.de>": "a person answers a person about a defect",
  "<20020821091746.GA26903@fbo.2y.net>": "a person asks a person for help",
  "<20020731050311.52E5DEE4C@lists.userland.com>": "a newsletter without one sign of it in its headers",
  "<24288927.1026296118194.JavaMail.root@umsan1>": "a newsletter without one sign of it in its headers",
  "<200207101322.g6ADMHs25188@inet-mail6.oracle.com>": "a newsletter without one sign of it in its headers",
  "<4796221.1026560924959.JavaMail.root@umsan1>": "a newsletter without one sign of it in its headers",
  "<13807782.1026891797710.JavaMail.root@umsan1>": "a newsletter without one sign of it in its headers",
  "<NDBBKCMCKLPNMBJGDOAHIEDMHAAB.davidh@aynrand.org>": "a person's own mail program sent it",
  "<OneIncomeLiving-1396@groups.msn.com>":
    "a web group's mail in a person's name, without one sign of a list",
  "<OneIncomeLiving-1399@groups.msn.com>":
    "a web group's mail in a person's name, without one sign of a list",
  "<20020823074358.3875C198BD@web6.iturf.com>": "a newsletter without one sign of it in its headers",
  "<B0055250236@mail3.intermedia.net>": "a confirmation without one sign of it in its headers",
  "<6431998.1037389077717.JavaMail.Administrator@web4>": "a newsletter without one sign of it in its headers",
};

const nameOf = ({ client, firm, spokesperson }: Label) => `${client} with ${firm}, ${spokesperson}`;
const csv = (rows: readonly string[][]) =>
  `${HEADING}\n${rows.map((row) => `${row.map((cell) => `"${cell}"`).join(",")}\n`).join("")}`;

async function audit(mail: string, name: string, deals: string): Promise<{ lines: Line[]; stdout: string }> {
  const json = path.join(folder, `${name}.jsonl`);
  const run = await runCommand([
    "--mail",
    mail,
    "--deals",
    put(folder, `${name}.csv`, deals),
    "--json",
    json,
  ]);
  expect(run.status).toBe(0);
  return { lines: readLines(json), stdout: run.stdout };
}

function dealsOf(labels: readonly Label[]): string {
  const deals = Map.groupBy(labels, nameOf);
  const rows = [...deals].map(([name, all]) => {
    const [{ client, firm, spokesperson } = all[0]!] = all;
    const aliases = [...new Set(all.flatMap((label) => label.aliases))].join(";");
    return [`${name}`, client, client, "", spokesperson, aliases, firm, "", ""];
  });
  return csv(rows);
}

describe.skipIf(!hasRealMail)("real company mail, labelled by definition", () => {
  const labels = hasRealMail ? readLabels() : [];
  const key = (messageId: string | null, deal: string) => `${messageId} ${deal}`;
  let lines: Line[];
  beforeAll(async () => {
    ({ lines } = await audit(path.join(REAL_MAIL, "enron/mail"), "enron", dealsOf(labels)));
  });

  test("the rule agrees with every label, apart from what is argued one by one", () => {
    const told = new Map(lines.map((line) => [key(line.messageId, line.deal), line]));
    const table = new Map<string, number>();
    const wrong: string[] = [];
    for (const label of labels) {
      const one = key(label.messageId, nameOf(label));
      const verdict = told.get(one)?.verdict ?? "none";
      const row = `${label.bypass ? "left out" : "was there"} -> ${verdict}`;
      table.set(row, (table.get(row) ?? 0) + 1);
      const agrees = label.bypass ? verdict === "bypass" : verdict === "heard";
      if (!agrees && !(one in ARGUED)) wrong.push(`${one}: ${row}`);
    }
    const rows = [...table].map(([row, count]) => `  ${row}: ${count}`).join("\n");
    process.stdout.write(
      `Agreement with ${labels.length} labels: ${labels.length - wrong.length}\n${rows}\n`,
    );
    expect(wrong).toEqual([]);
    expect(labels.length).toBeGreaterThan(500);
    expect(labels.filter(({ bypass }) => bypass).length).toBeGreaterThan(50);
  });

  test("there is one line a mail and deal", () => {
    expect(new Set(lines.map(({ messageId, deal }) => key(messageId, deal))).size).toBe(lines.length);
  });

  test("the list of labels, which names each mail's file, gives the same verdicts as the folder", async () => {
    const named = await audit(path.join(REAL_MAIL, "enron/labels.jsonl"), "labels", dealsOf(labels));
    const brief = (all: readonly Line[]) => all.map((line) => JSON.stringify(line)).sort();
    expect(brief(named.lines)).toEqual(brief(lines));
  });
});

describe.skipIf(!hasRealMail)("newsletters, lists and notifications", () => {
  test("are never a bypass of the deals of the company mail", async () => {
    const { lines, stdout } = await audit(path.join(REAL_MAIL, "ham"), "ham", dealsOf(readLabels()));
    expect(lines.filter(({ verdict }) => verdict === "bypass")).toEqual([]);
    expect(stdout).toContain("could not be judged: 0");
  });

  test("are no bypass even where their sender is the client, apart from what is argued one by one", async () => {
    const { lines } = await audit(path.join(REAL_MAIL, "ham"), "ham-clients", csv(await hamDeals()));
    const kinds = Map.groupBy(lines, ({ verdict }) => verdict);
    expect(kinds.get("exempt")?.length ?? 0).toBeGreaterThan(250);
    const flagged = new Set(kinds.get("bypass")?.map(({ messageId }) => messageId));
    expect([...flagged].filter((id) => !(`${id}` in FLAGGED))).toEqual([]);
    expect(Object.keys(FLAGGED).filter((id) => !flagged.has(id))).toEqual([]);
  });
});

describe.skipIf(!hasRealMail)("broken and unusual mail", () => {
  test("ends no audit, and every file of the folder is accounted for", async () => {
    const odd = path.join(REAL_MAIL, "odd");
    const { stdout } = await audit(odd, "odd", dealsOf(readLabels()));
    const counted = (name: string) => Number(new RegExp(`${name}: (\\d+)`).exec(stdout)?.[1]);
    const [read, judged, copies, broken] = [
      "Mails read",
      "judged",
      "copies of the same mail",
      "not be judged",
    ].map(counted) as [number, number, number, number];
    // Three of the files are archives: of three, of two and of four mails.
    expect(read).toBe(readdirSync(odd).length + 2 + 1 + 3);
    expect(judged + copies + broken).toBe(read);
    expect(judged).toBeGreaterThan(300);
  });
});

/** For each sender's domain a deal: the client is that domain, we are where the mail was delivered, and Boss speaks. */
async function hamDeals(): Promise<string[][]> {
  const ours = new Map<string, Set<string>>();
  const site = (domain: string) => domain.split(".").slice(-2).join(".");
  for await (const { mail } of openArchive(path.join(REAL_MAIL, "ham")).mails(() => {})) {
    if (typeof mail === "string" || mail.from === null) continue;
    const client = domainOf(mail.from);
    const lists = mail.mark?.lists ?? [];
    const reached = mail.deliveredTo.length > 0 ? mail.deliveredTo : [...mail.to, ...mail.cc];
    const domains = reached
      .map(domainOf)
      .filter((one) => one.includes(".") && site(one) !== site(client))
      .filter((one) => !lists.some((list) => list === one || list.endsWith(`.${one}`)));
    if (domains.length > 0 && client.includes(".")) {
      ours.set(client, new Set([...(ours.get(client) ?? []), ...domains]));
    }
  }
  return [...ours].map(([client, domains]) => [
    client,
    "",
    client,
    "",
    "boss@nowhere.example",
    "",
    [...domains].join(";"),
    "",
    "",
  ]);
}
