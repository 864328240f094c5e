import type { Action } from "#domain/access/permissions.ts";
import {
  AHEAD,
  addStudentPage,
  CORRECTIONS,
  DECIDING,
  PROGRESS_EXPORT,
  SEARCHING,
  STAFF_PAGES,
  UPLOADING,
} from "./routes.ts";

/** A route of the pages of staff, and what somebody has to be allowed to get it. */
export interface GuardedRoute {
  method: "GET" | "POST";
  path: string;
  action: Action;
}

const { overview, mine, notes, progress, calendar, students, imports, failures, records } = STAFF_PAGES;

const looks = (path: string, action: Action): GuardedRoute => ({ method: "GET", path, action });
/** A question and its answer: who may not answer is not asked. */
const decides = (path: string, action: Action): GuardedRoute[] => [
  looks(path, action),
  { method: "POST", path, action },
];

/**
 * Every route of a deployed office. Whoever is not allowed its action gets what a page that does not exist gets, and so
 * does everybody on a path that stands nowhere here. Of whom or what a page shows, the office says.
 */
export const GUARDED_ROUTES: readonly GuardedRoute[] = [
  looks(overview.path, "see-overview"),
  looks(AHEAD, "see-overview"),
  ...decides(CORRECTIONS, "correct-student"),
  looks(failures.path, "see-overview"),
  looks(mine.path, "see-own-students"),
  { method: "POST", path: `${mine.path}/:key/meetings/:item`, action: "hold-meeting" },
  ...decides(notes.path, "note"),
  ...decides(`${students.path}/:key/note`, "note"),
  looks(progress.path, "see-progress"),
  looks(PROGRESS_EXPORT, "export"),
  looks(`${progress.path}/:cohort/:occurrence`, "see-progress"),
  ...decides(`${progress.path}/:cohort/:occurrence/nudge`, "nudge"),
  ...decides(`${progress.path}/:cohort/:occurrence/settle`, "settle-task"),
  looks(calendar.path, "see-calendar"),
  looks(`${calendar.path}/:id`, "see-guests"),
  looks(`${calendar.path}/:id/mails`, "see-guests"),
  { method: "POST", path: `${calendar.path}/:id/attendance`, action: "take-attendance" },
  { method: "POST", path: `${calendar.path}/:id/room`, action: "take-attendance" },
  looks(students.path, "see-student"),
  ...decides(SEARCHING, "see-student"),
  looks(`${students.path}/:key`, "see-student"),
  ...decides(`${students.path}/:key/release`, "correct-student"),
  looks(`${students.path}/:key/mails`, "see-student"),
  looks(`${students.path}/:key/why`, "see-student"),
  looks(`${students.path}/:key/items/:item`, "see-student"),
  ...decides(`${students.path}/:key/items/:item/settle`, "settle-task"),
  ...decides(`${students.path}/:key/erase`, "erase"),
  looks(`${students.path}/:key/export`, "export"),
  looks(`${students.path}/:key/export/student.json`, "export"),
  ...decides(addStudentPage, "correct-student"),
  ...decides(`${students.path}/:key/correct`, "correct-student"),
  ...decides(`${students.path}/:key/name`, "correct-student"),
  ...decides(`${students.path}/:key/address`, "correct-student"),
  ...decides(`${students.path}/:key/choices/:kind`, "correct-student"),
  ...decides(`${students.path}/:key/pause`, "correct-student"),
  ...decides(`${students.path}/:key/merge/:other`, "correct-student"),
  looks(imports.path, "import"),
  { method: "POST", path: UPLOADING, action: "import" },
  looks(`${imports.path}/came/:digest`, "import"),
  looks(`${imports.path}/:id`, "import"),
  looks(`${imports.path}/:id/reports/:name`, "import"),
  ...decides(`${imports.path}/:id/decide`, "approve-import"),
  ...decides(DECIDING.unknownMails, "settle-mail"),
  ...decides(DECIDING.approvals, "approve-mailing"),
  ...decides(DECIDING.mailings, "pause-mailing"),
  looks(records.path, "see-records"),
  looks(`${records.path}/records.csv`, "export"),
];

const partsOf = (path: string): string[] => path.split("/");

const fits = ({ path }: GuardedRoute, asked: string): boolean => {
  const [wanted, given] = [partsOf(path), partsOf(asked)];
  return (
    wanted.length === given.length &&
    wanted.every((part, nth) => (part.startsWith(":") ? given[nth] !== "" : part === given[nth]))
  );
};

/** What somebody has to be allowed for a request; undefined where no route answers it. */
export const actionAsked = (method: string, path: string): Action | undefined => {
  const looked = method === "HEAD" ? "GET" : method;
  return GUARDED_ROUTES.find((route) => route.method === looked && fits(route, path))?.action;
};

/** The pages of the navigation, in their order. */
export const GUARDED_PAGES = [overview, mine, progress, calendar, students, imports, failures, records] as const;

/** Where somebody begins who may not see the overview: the first of these that is theirs. */
export const FIRST_PAGES = [mine, students, calendar, imports] as const;
