/** What the draft of a new deal is kept as. */
export const NEW_DEAL = "new-deal";

/** The parts of a deal that are edited in a window of their own. */
export type EditedPart = "edit" | "team";

/** What the draft of a deal's edit is kept as. */
export function editName(part: EditedPart, dealId: string): string {
  return `${part}:${dealId}`;
}
