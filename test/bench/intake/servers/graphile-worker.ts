import process from "node:process";
import { makeWorkerUtils } from "graphile-worker";
import pg from "pg";
import { answerExpress } from "../answering.ts";

// A job for each item, made before the answer, all of a request in one call.
const pgPool = new pg.Pool({ connectionString: process.env["DATABASE_URL"], max: 12 });
const utils = await makeWorkerUtils({ pgPool });
await utils.migrate();
answerExpress((items) => utils.addJobs(items.map((payload) => ({ identifier: "measured-intake", payload }))));
