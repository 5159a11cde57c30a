import type fc from "fast-check";
import type { As } from "../support/open.ts";
import { type Calendars, PEOPLE, type Replica, requireAgreement, seen } from "./copies.ts";
import type { Office } from "./office.ts";

/** All calendars as they were seen after the last step. */
export type Model = { all: Calendars };

/** The company, and for each of PEOPLE a client that follows their calendar. */
export type Real = { office: Office; replicas: Replica[] };

/** One thing somebody does; numbers choose among the events and people there are. */
export type Deed = fc.AsyncCommand<Model, Real>;

/** Someone of PEOPLE, to ask as. */
export const as = ({ office }: Real, person: number): As => office.asUser(PEOPLE[person]!);

/** A step after which all copies of each event must agree. */
export function deed(
  name: string,
  check: Deed["check"],
  run: (model: Model, real: Real) => Promise<unknown>,
): Deed {
  return {
    check,
    async run(model, real) {
      await run(model, real);
      model.all = await seen(real.office);
      requireAgreement(model.all);
    },
    toString: () => name,
  };
}
