import type { User } from "#domain/access/user.ts";
import { csvOf } from "../csv/csv.ts";
import { USER_COLUMNS } from "./users-file.ts";

type ToldOfUser = Record<(typeof USER_COLUMNS)[number], string>;

const toldOf = (user: User | undefined): Partial<ToldOfUser> =>
  user === undefined
    ? {}
    : {
        email: user.email,
        name: user.name,
        roles: user.roles.join("; "),
        societies: user.societies.join("; "),
        site: user.site ?? "",
        specialties: user.specialties.join("; "),
        capacity: String(user.capacity ?? ""),
        status: user.status,
      };

/** What changes in each person: a line for each column, as it was before and as it is after. */
export const usersCsv = (changes: readonly { before: User | undefined; after: User }[]): string =>
  csvOf(
    ["person_id", "what", "before", "after"],
    changes.flatMap(({ before, after }) => {
      const [was, is] = [toldOf(before), toldOf(after)];
      const changed = USER_COLUMNS.filter((column) => (was[column] ?? "") !== (is[column] ?? ""));
      return changed.map((what) => ({
        person_id: after.id,
        ...{ what, before: was[what] ?? "", after: is[what] ?? "" },
      }));
    }),
  );
