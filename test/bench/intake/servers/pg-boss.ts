import process from "node:process";
import { PgBoss } from "pg-boss";
import { answerExpress } from "../answering.ts";

// A job for each item, made before the answer, as the queue's own guide has it.
const QUEUE = "measured-intake";
const boss = new PgBoss({
  connectionString: process.env["DATABASE_URL"] ?? "",
  schema: "measured_boss",
  max: 12,
  supervise: false,
  schedule: false,
});
boss.on("error", console.error);
await boss.start();
await boss.createQueue(QUEUE);
answerExpress((items) =>
  boss.insert(
    QUEUE,
    items.map((data) => ({ data })),
  ),
);
