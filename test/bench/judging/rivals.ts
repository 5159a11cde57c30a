import jsonLogic from "json-logic-js";
import { Engine, type RuleProperties } from "json-rules-engine";
import { domainOf } from "../../../src/domain/people/address.ts";
import type { Envelope } from "../../../src/domain/voice/envelope.ts";
import type { Corpus } from "./corpus.ts";
import { openLimit } from "./limit.ts";

/** Another way to find bypasses. `most`: how many mails it may be given, so that the slowest end in time. */
export type Rival = { name: string; most: number; isBypass(mail: Envelope): boolean | Promise<boolean> };

/** What the rivals are told of a mail. They know no turns, groups, aliases and marks but "bulk". */
function factsOf(mail: Envelope) {
  const labels = mail.from === null ? [] : domainOf(mail.from).split(".");
  return {
    from: mail.from ?? "",
    hosts: labels.map((_, i) => labels.slice(i).join(".")),
    recipients: [...mail.to, ...mail.cc],
    bulk: mail.mark?.reason === "bulk",
  };
}

/** json-rules-engine with one rule; which deal it is was looked up before, as an expert of it would do. */
export function oneRule(corpus: Corpus): Rival {
  const limit = openLimit(corpus);
  const engine = new Engine([], { allowUndefinedFacts: true });
  engine.addRule({
    conditions: {
      all: [
        { fact: "deal", operator: "equal", value: true },
        { fact: "heard", operator: "equal", value: false },
        { fact: "bulk", operator: "equal", value: false },
      ],
    },
    event: { type: "bypass" },
  });
  return {
    name: "json-rules-engine, one rule",
    most: 20_000,
    async isBypass(mail) {
      const told = limit.explain(mail);
      const bulk = mail.mark?.reason === "bulk";
      const facts = { deal: told !== null, heard: told?.verdict === "heard", bulk };
      return (await engine.run(facts)).events.length > 0;
    },
  };
}

/** json-rules-engine with a rule for each deal. */
export function ruleForEachDeal({ tables, spokespersonOf }: Corpus): Rival {
  const engine = new Engine(
    tables.map(
      ({ clientDomains }, i): RuleProperties => ({
        conditions: {
          all: [
            { fact: "hosts", operator: "contains", value: clientDomains[0] },
            { fact: "recipients", operator: "doesNotContain", value: spokespersonOf[i] },
            { fact: "bulk", operator: "equal", value: false },
          ],
        },
        event: { type: "bypass" },
      }),
    ),
  );
  return {
    name: "json-rules-engine, a rule a deal",
    most: 100,
    isBypass: async (mail) => (await engine.run(factsOf(mail))).events.length > 0,
  };
}

/** json-logic-js with one expression over all deals. */
export function logic({ tables, spokespersonOf }: Corpus): Rival {
  const rule = {
    and: [
      { "!": { var: "bulk" } },
      {
        or: tables.map(({ clientDomains }, i) => ({
          and: [
            { in: [clientDomains[0], { var: "hosts" }] },
            { "!": { in: [spokespersonOf[i], { var: "recipients" }] } },
          ],
        })),
      },
    ],
  } as unknown as jsonLogic.RulesLogic;
  return {
    name: "json-logic-js, one expression",
    most: 500,
    isBypass: (mail) => jsonLogic.apply(rule, factsOf(mail)) === true,
  };
}
