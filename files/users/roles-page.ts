import { ACTIONS, type Action, PERMISSIONS } from "#domain/access/permissions.ts";
import { ROLES, type Role } from "#domain/access/user.ts";

const isAction = (name: string): name is Action => Object.hasOwn(ACTIONS, name);

const cellOf = (action: Action, role: Role): string => {
  const { all, own = [] } = PERMISSIONS[action];
  if (all.includes(role)) return "all";
  return own.includes(role) ? "own" : "";
};

/** `docs/roles.md`: which role may do what, as the code decides it. */
export const rolesPage = (): string => {
  const rows = Object.keys(ACTIONS)
    .filter(isAction)
    .map((action) => `| ${[ACTIONS[action], ...ROLES.map((role) => cellOf(action, role))].join(" | ")} |`);
  return `# Who may do what

A person of \`people.csv\` has one role or several; what any of them allows is allowed. **all**: for every student,
session and item. **own**: for those of their own alone. A society advisor's own are the students of their societies; a
PCE advisor's those at their site; a specialty advisor's those who lean to one of their specialties; an item owner's the
items, and their sessions, whose owner in \`school.yaml\` has the same address. The other roles have students of their
own by an assignment only. What is not somebody's own looks to them as if it did not exist. Whoever is \`inactive\` may
do nothing.

This page is written by \`npm run program:docs\` from \`domain/access/permissions.ts\`, which is what the code goes by.

| What | ${ROLES.join(" | ")} |
|---|${ROLES.map(() => "---").join("|")}|
${rows.join("\n")}
`;
};
