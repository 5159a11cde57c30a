import pg from "pg";
import { openPostgres } from "../../server/store/postgres.ts";
import { startPostgres } from "../support/postgres.ts";
import { type Bench, type Figure, tell } from "./bench.ts";
import { measureInBrowser } from "./deals/in-browser.ts";
import { plantManyDeals } from "./deals/many-deals.ts";
import { openProduct, type Product } from "./screens/product.ts";

const DEALS = 1_000;
const ROUNDS = 40;

/** What a person waits for without noticing that they wait, in milliseconds. Source: web.dev, RAIL. */
const AT_ONCE_MS = 200;

/** The least that a list of deals can be: what the deals are called and when they close, straight from the database. */
const BARE = `
  select d.id, d.name, d.account, d.stage, d.amount, d.currency, d.close_date, s.role
    from deal_seat s join deal d on d.tenant_id = s.tenant_id and d.id = s.deal_id
   where s.tenant_id = $1 and s.person_id = $2 and d.archived_at is null and d.name ilike $3
   order by d.close_date nulls last, d.name`;

/** What a person asks for, and how many of the planted deals are the answer. */
const QUESTIONS = [
  { name: "all of a person's deals", query: "", like: "%", found: DEALS },
  {
    name: "deals found by a part of their name",
    query: "?search=mill%20number%2077",
    like: "%mill number 77%",
    found: 11,
  },
  { name: "deals found by nothing", query: "?search=no%20such%20deal", like: "%no such deal%", found: 0 },
  { name: "all, by voice", query: "?sort=voice", like: "%", found: DEALS },
] as const;

async function medianMs(work: () => Promise<unknown>): Promise<number> {
  const took: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    await work();
    took.push(performance.now() - start);
  }
  return took.toSorted((a, b) => a - b)[ROUNDS / 2]!;
}

async function measure(product: Product, database: pg.Client): Promise<Figure[]> {
  const { person } = product;
  const headers = { Authorization: `Bearer ${await product.token(person.address)}` };
  const figures: Figure[] = [];
  for (const { name, query, like, found } of QUESTIONS) {
    const ask = async () => {
      const response = await fetch(`${product.url}/api/deals${query}`, { headers });
      const { deals } = (await response.json()) as { deals: { name: string }[] };
      return deals.filter((deal) => deal.name.startsWith("Mill number")).length;
    };
    const right = await ask();
    if (right !== found) throw new Error(`"${name}" found ${right} deals, not ${found}.`);
    const bare = await medianMs(() => database.query(BARE, [person.tenantId, person.id, like]));
    const value = await medianMs(ask);
    const note = `over HTTP, parsed; the bare query takes ${bare.toFixed(1)} ms`;
    const goal = { of: "value", atMost: AT_ONCE_MS } as const;
    figures.push({ name, value, unit: "ms", ratio: value / bare, goal, note });
  }
  return figures;
}

/** How long a person with very many deals waits for their list, against one bare query for the same deals. */
export const bench: Bench = {
  name: `deals: a person in ${DEALS.toLocaleString("en-US")} deals, ratios to one bare query`,
  async run() {
    const postgres = await startPostgres();
    try {
      const product = await openProduct(await openPostgres(postgres.url));
      const database = new pg.Client({ connectionString: postgres.url });
      try {
        await database.connect();
        tell("planting deals");
        await plantManyDeals(database, product.person, DEALS);
        tell("asking the server");
        const figures = await measure(product, database);
        tell("opening the list in Chromium");
        return [...figures, ...(await measureInBrowser(product))];
      } finally {
        await database.end();
        await product.close();
      }
    } finally {
      await postgres.stop();
    }
  },
};
