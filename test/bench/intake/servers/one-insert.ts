import process from "node:process";
import pg from "pg";
import { answerBare } from "../answering.ts";
import { INSERT, valuesOf } from "../insert.ts";

// The yardstick: nothing is checked, and each request is one INSERT. As many connections as the product has.
const pool = new pg.Pool({ connectionString: process.env["DATABASE_URL"], max: 12 });
answerBare((items) => pool.query(INSERT, valuesOf(items)));
