import { type Action, PERMISSIONS } from "./permissions.ts";
import type { Role, User } from "./user.ts";

/** What an action is about: a student by what makes them somebody's, a session or an item by its owner's address. */
export interface WhoseItIs {
  society?: string | undefined;
  site?: string | undefined;
  specialty?: string | undefined;
  owner?: string | undefined;
}

// Without regard to case: two lists that a school keeps write one society in two ways.
const isSame = (one: string, other: string | undefined): boolean =>
  other !== undefined && one.trim().toLowerCase() === other.trim().toLowerCase();

/** What makes something a role's own. Roles that are absent have something of their own by an assignment alone. */
const OWN: Partial<Record<Role, (user: User, about: WhoseItIs) => boolean>> = {
  "society-advisor": ({ societies }, { society }) => societies.some((one) => isSame(one, society)),
  "pce-advisor": ({ site }, about) => site !== undefined && isSame(site, about.site),
  "specialty-advisor": ({ specialties }, { specialty }) => specialties.some((one) => isSame(one, specialty)),
  "item-owner": ({ email }, { owner }) => isSame(email, owner),
};

/**
 * For whom a user may do something: for everybody, for nobody, or for whom a predicate says. A list is filtered by it,
 * so that what is not theirs looks like what does not exist.
 */
export const reachOf = (user: User, action: Action): "all" | "none" | ((about: WhoseItIs) => boolean) => {
  const { all, own = [] } = PERMISSIONS[action];
  if (user.status === "inactive") return "none";
  if (user.roles.some((role) => all.includes(role))) return "all";
  const owners = user.roles.flatMap((role) => (own.includes(role) ? (OWN[role] ?? []) : []));
  return owners.length === 0 ? "none" : (about) => owners.some((isOwn) => isOwn(user, about));
};

/** True where a user may do something to what it is about; without `about`, only where they may do it to everything. */
export const isAllowed = (user: User, action: Action, about: WhoseItIs = {}): boolean => {
  const reach = reachOf(user, action);
  return typeof reach === "function" ? reach(about) : reach === "all";
};

/** True where somebody is left who may say who has which role: a change after which nobody is, is refused. */
export const isSomebodyInCharge = (users: readonly User[]): boolean =>
  users.some((user) => isAllowed(user, "manage-people"));
