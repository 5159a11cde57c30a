/** The directory's id of one of ours. */
export type PersonId = string;
