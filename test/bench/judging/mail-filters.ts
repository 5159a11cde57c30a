import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import type { Envelope } from "../../../src/domain/voice/envelope.ts";
import type { Corpus } from "./corpus.ts";
import type { Rival } from "./rivals.ts";

/** A program of the system that filters mail by a script; a process for each mail, as mail servers run them. */
export type Filter = {
  name: string;
  programs: readonly string[];
  open(corpus: Corpus, folder: string): Rival;
};

/** Whether every program that a filter needs is there. */
export function isInstalled({ programs }: Filter): boolean {
  return programs.every((program) => spawnSync(program, ["-v"]).error === undefined);
}

const MOST = 100;
// Mail filters refuse to work as root; anybody else is just as quick.
const NOBODY = 65_534;

/** Dovecot's Sieve, its script compiled before. */
export const sieve: Filter = {
  name: "Dovecot Sieve, compiled",
  programs: ["sievec", "sieve-test"],
  open({ tables, spokespersonOf }, folder) {
    const tests = tables.map(
      ({ clientDomains: [domain] }, i) =>
        `if allof(address :domain :matches "from" ["${domain}", "*.${domain}"], not address :is ["to", "cc"] "${spokespersonOf[i]}") { fileinto "bypass"; stop; }`,
    );
    const script = path.join(folder, "voice.sieve");
    writeFileSync(script, `require ["fileinto"];\nif exists "list-id" { stop; }\n${tests.join("\n")}\n`);
    run("sievec", [script]);
    const inbox = path.join(folder, "inbox");
    mkdirSync(inbox, { recursive: true });
    for (const place of [folder, inbox]) chmodSync(place, 0o777);
    const asNobody = process.getuid?.() === 0 ? ["-o", `mail_uid=${NOBODY}`, "-o", `mail_gid=${NOBODY}`] : [];
    const options = [...asNobody, "-l", `maildir:${inbox}`, script];
    return {
      name: this.name,
      most: MOST,
      isBypass: (mail) => run("sieve-test", [...options, letterOf(mail, folder)]).includes("folder: bypass"),
    };
  },
};

/** maildrop of the Courier mail server. */
export const maildrop: Filter = {
  name: "maildrop",
  programs: ["maildrop"],
  open({ tables, spokespersonOf }, folder) {
    const quoted = (text: string | undefined) => (text ?? "").replaceAll(".", "\\.");
    const rules = tables.map(
      ({ clientDomains: [domain] }, i) =>
        `if ( /^From:.*[@.]${quoted(domain)}/ && ! /^(To|Cc):.*${quoted(spokespersonOf[i])}/ )\n{\n  echo "bypass"\n  EXITCODE=0\n  exit\n}`,
    );
    const script = path.join(folder, "voice.maildrop");
    const first = "if ( /^List-Id:/ )\n{\n  EXITCODE=0\n  exit\n}";
    writeFileSync(script, `${first}\n${rules.join("\n")}\nEXITCODE=0\nexit\n`, { mode: 0o600 });
    return {
      name: this.name,
      most: MOST,
      isBypass: (mail) => run("maildrop", [script], textOf(mail)).includes("bypass"),
    };
  },
};

function run(program: string, args: readonly string[], input = ""): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { input, encoding: "utf8" });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr}`);
  return stdout;
}

function letterOf(mail: Envelope, folder: string): string {
  const file = path.join(folder, "letter.eml");
  writeFileSync(file, textOf(mail));
  return file;
}

function textOf({ from, to, cc, mark }: Envelope): string {
  const list = mark?.lists[0];
  const lines = [
    `From: ${from}`,
    `To: ${to.join(", ")}`,
    ...(cc.length > 0 ? [`Cc: ${cc.join(", ")}`] : []),
    ...(list === undefined ? [] : [`List-Id: <${list}>`]),
    "Date: Mon, 2 Mar 2026 09:00:00 +0000",
    "Subject: hello",
  ];
  return `${lines.join("\n")}\n\nHello\n`;
}
