import { type CollectionOptions, collection, entity } from "../core/odata.ts";
import type { Call, Reply } from "../core/operation.ts";
import type { Tenant } from "../core/tenant.ts";
import type { User } from "../directory/state.ts";
import type { Opened } from "./access.ts";
import { writeCalendar } from "./calendars.ts";
import { eventType } from "./event-type.ts";
import { writeEvent } from "./event-view.ts";
import { writeExtensions } from "./extensions.ts";
import { dayItem, type Item } from "./instances.ts";
import { appliedPreferences, type Reader, readerOf } from "./reader.ts";

/** Answers with one event, $select and $expand applied. */
export function eventReply(call: Call, item: Item, opened: Opened, status = 200): Reply {
  const reader = readerOf(call, opened.sight);
  return entity(call, item, {
    ...presentation(call.tenant, opened.owner, reader),
    status,
    headers: appliedPreferences(call),
  });
}

/** Answers with a page of events. `ordered` is the order they stand in already. */
export function eventsReply(call: Call, items: readonly Item[], opened: Opened, ordered?: string): Reply {
  const reader = readerOf(call, opened.sight);
  const reply = collection(call, items, {
    ...presentation(call.tenant, opened.owner, reader),
    ...(ordered === undefined ? {} : { ordered }),
    defaultTop: 10,
    maxTop: 1000,
    paging: "$skip",
  });
  return { ...reply, headers: appliedPreferences(call) };
}

type Presentation = Pick<CollectionOptions<Item>, "type" | "expand" | "read" | "present">;

function presentation(tenant: Tenant, owner: User, reader: Reader): Presentation {
  const written = new Map<Item, Record<string, unknown>>();
  const write = (item: Item) => {
    const known = written.get(item) ?? writeEvent(tenant, item, reader);
    written.set(item, known);
    return known;
  };
  return {
    type: eventType,
    present: write,
    read: (item, property) => write(item)[property],
    expand: {
      calendar: () => writeCalendar(tenant, owner, owner.id),
      extensions: (item, inner) => (reader.seesBodies ? writeExtensions(item, inner.option("$filter")) : []),
      exceptionOccurrences: ({ copy }) => exceptionsOf(copy).map((item) => writeEvent(tenant, item, reader)),
    },
  };
}

function exceptionsOf(copy: Item["copy"]): Item[] {
  const days = [...new Set([...copy.meeting.exceptions.keys(), ...copy.ownDays.keys()])].sort();
  return days.map((day) => dayItem(copy, day)).filter((item) => item !== null);
}
