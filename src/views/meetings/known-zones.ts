import { useRead } from "../../client/reading.tsx";
import { listMeetings } from "../../contract/meetings.ts";

/** Where the client's people were said to be when they were invited last, by address: nobody has to choose it twice. */
export function useKnownZones(dealId: string): ReadonlyMap<string, string> {
  const { data } = useRead(listMeetings, { params: { dealId } }, { topics: ["meetings"], dealId });
  const known = (data?.meetings ?? []).flatMap(({ attendees }) =>
    attendees.flatMap(({ address, zone }): [string, string][] => (zone === null ? [] : [[address, zone]])),
  );
  return new Map(known);
}
