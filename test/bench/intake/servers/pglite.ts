import process from "node:process";
import { PGlite } from "@electric-sql/pglite";
import { Kysely, PGliteDialect } from "kysely";
import { migrate } from "../../../../server/store/migrate.ts";
import { answerExpress } from "../answering.ts";
import { INSERT, valuesOf } from "../insert.ts";

// The database inside the server's own process: no network, one connection, no fsync.
const lite = await PGlite.create(process.env["LITE_FOLDER"] ?? "memory://");
await migrate(new Kysely<unknown>({ dialect: new PGliteDialect({ pglite: lite }) }));
answerExpress((items) => lite.query(INSERT, valuesOf(items)));
