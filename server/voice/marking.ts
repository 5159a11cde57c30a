import type { Temporal } from "temporal-polyfill";
import { type Db, rows, sql } from "../store/db.ts";
import type { Mailboxes, Trouble } from "./ports.ts";

/** The category on a message that went around; one name in every language, because rules and searches go by it. */
export const CATEGORY = "Around the spokesperson";
/** Orange. */
const COLOR = "preset1";

type Row = { personId: string; messageId: string; isMarked: boolean };

/** Marks the copies of an incident while it is open, and takes the marks away when it is settled. */
export function marking(parts: {
  db: Db;
  tenantId: string;
  now: () => Temporal.Instant;
  mailboxes: Mailboxes;
  mayMark: boolean;
  troubleOf(error: unknown): Trouble | null;
}) {
  const { db, tenantId, now, mailboxes, mayMark } = parts;

  /** One copy that is not as the incident's state wants it; null when all are. */
  async function next(
    incidentId: string,
    except: readonly string[],
  ): Promise<(Row & { wanted: boolean }) | null> {
    const [found] = await rows<Row & { wanted: boolean }>(
      db,
      sql`select c.person_id as "personId", c.message_id as "messageId", c.marked_at is not null as "isMarked",
                 i.state = 'open' and not i.quiet as wanted
          from incident_copy c join incident i on i.tenant_id = c.tenant_id and i.id = c.incident_id
          where c.tenant_id = ${tenantId} and c.incident_id = ${incidentId}::uuid
            and (c.marked_at is not null) <> (i.state = 'open' and not i.quiet)
            and not (c.person_id = any(${[...except]}::text[]))
          order by c.person_id limit 1`,
    );
    return found ?? null;
  }

  async function note(incidentId: string, personId: string, on: boolean): Promise<void> {
    await sql`update incident_copy set marked_at = ${on ? now().toString() : null}
              where tenant_id = ${tenantId} and incident_id = ${incidentId}::uuid and person_id = ${personId}`.execute(
      db,
    );
  }

  return {
    /** Repeats until nothing is left, because the state may change while Graph works. Marking twice marks once. */
    async mark(incidentId: string): Promise<void> {
      if (!mayMark) return;
      const refused: string[] = [];
      for (
        let copy = await next(incidentId, refused);
        copy !== null;
        copy = await next(incidentId, refused)
      ) {
        const { personId, messageId, wanted } = copy;
        try {
          if (wanted) await mailboxes.ensureCategory(personId, CATEGORY, COLOR);
          await mailboxes.mark(personId, messageId, CATEGORY, wanted);
          await note(incidentId, personId, wanted);
        } catch (error) {
          const trouble = parts.troubleOf(error);
          if (trouble === null || trouble.kind === "busy") throw error;
          // One mailbox that refuses must not keep the others from their mark.
          refused.push(personId);
        }
      }
    },
  };
}
