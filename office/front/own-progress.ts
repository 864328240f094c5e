import { reachOf } from "#domain/access/allowed.ts";
import type { User } from "#domain/access/user.ts";
import type { Program } from "#domain/calendar/program.ts";
import type { Office } from "./office.ts";
import type { OwnProgress, ProgressLooks } from "./progress-office.ts";

const ownOf = (user: User, program: Program): OwnProgress | undefined => {
  const reach = reachOf(user, "see-progress");
  if (reach === "all") return undefined;
  const isOwn = reach === "none" ? () => false : reach;
  return {
    isStudent: ({ society, site, specialty }) => isOwn({ society, site, specialty }),
    isItem: ({ owner }) => isOwn({ owner: program.school.roles?.[owner ?? ""]?.email }),
  };
};

/** Progress as far as it is a user's own: their items, and how their own students stand in the others. */
export const ownProgress = (office: Office, user: User, program: Program): ProgressLooks => {
  const own = ownOf(user, program);
  const { progressCell, nudgePlan, mayHaveUnknownMails } = office;
  // Who may remind at all may remind everybody.
  if (own === undefined)
    return { progress: (since) => office.progress(since), progressCell, nudgePlan, mayHaveUnknownMails };
  return {
    progress: (since) => office.progress(since, own),
    nudgePlan: async () => undefined,
    mayHaveUnknownMails: async () => false,
    progressCell: async (of) => {
      const cell = await progressCell(of);
      if (cell === undefined || own.isItem(cell.occurrence.milestone)) return cell;
      const people = cell.people.filter(({ student }) => own.isStudent(student));
      return people.length === 0 ? undefined : { ...cell, people, gone: 0 };
    },
  };
};
