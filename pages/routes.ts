/**
 * A student's page: what a milestone asks or tells, the one click that declines a kind of mail, the page of choices.
 */
export type StudentPage = "survey" | "unsubscribe" | "preferences";

/**
 * Where a link leads. `token`: signed, and not yet verified. `undo`: takes an answer back; of a survey's page alone.
 */
export interface StudentRoute {
  page: StudentPage;
  token: string;
  undo: boolean;
}

const LETTERS: Record<StudentPage, string> = { survey: "s", unsubscribe: "u", preferences: "p" };
const PAGES: readonly StudentPage[] = ["survey", "unsubscribe", "preferences"];

/** The path of a student's page, e.g. `/s/v1.k1.YQ.YQ`. A token needs no encoding, and what needs it is no token. */
export const studentPath = (page: StudentPage, token: string): string => `/${LETTERS[page]}/${token}`;

/** The path to which a survey's page sends the wish to take its answer back; to look there shows the page itself. */
export const undoPath = (surveyPath: string): string => `${surveyPath}/undo`;

/** Reads the end of a path, since a site may stand in a folder; undefined where it leads to no student's page. */
export const readStudentPath = (path: string): StudentRoute | undefined => {
  const [, letter, token = "", undo] = /\/([sup])\/([^/]*)(\/undo)?$/.exec(path) ?? [];
  const page = PAGES.find((one) => LETTERS[one] === letter);
  if (page === undefined || (undo !== undefined && page !== "survey")) return undefined;
  return { page, token, undo: undo !== undefined };
};

/** The path of a guest's page of a session; a token needs no encoding. */
export const guestPath = (token: string): string => `/g/${token}`;

/** The token at the end of a guest's path, since a site may stand in a folder; empty where it is none. */
export const readGuestPath = (path: string): string => /\/g\/([^/]*)$/.exec(path)?.[1] ?? "";

/** The path of an advisor's page; a token needs no encoding. */
export const advisorPath = (token: string): string => `/a/${token}`;

/** The token at the end of an advisor's path, since a site may stand in a folder; empty where it is none. */
export const readAdvisorPath = (path: string): string => /\/a\/([^/]*)$/.exec(path)?.[1] ?? "";

/** The path of a student's page about their calendar; a token needs no encoding. */
export const calendarPath = (token: string): string => `/c/${token}`;

/** The token at the end of such a path, since a site may stand in a folder; undefined where it is none. */
export const readCalendarPath = (path: string): string | undefined => /\/c\/([^/]+)$/.exec(path)?.[1];

/** A route as an HTTP API declares it. */
interface ApiRoute {
  path: string;
  methods: ("GET" | "HEAD" | "POST")[];
}

const shown = (page: StudentPage): ApiRoute => ({
  path: studentPath(page, "{token}"),
  methods: ["GET", "HEAD", "POST"],
});

/** Every route of the students' pages. No other path leads to them. */
export const studentRoutes = (): ApiRoute[] =>
  PAGES.flatMap((page) => [
    shown(page),
    ...(page === "survey" ? [{ ...shown(page), path: undoPath(shown(page).path) }] : []),
  ]);

/** The routes of calendar feeds, and of the pages about them. An HTTP API takes no variable before an ending. */
export const feedRoutes = (): ApiRoute[] => [
  { path: "/f/{feed}", methods: ["GET", "HEAD"] },
  { path: calendarPath("{token}"), methods: ["GET", "HEAD", "POST"] },
];

/** The route of the advisors' page. */
export const advisorRoutes = (): ApiRoute[] => [{ path: advisorPath("{token}"), methods: ["GET", "HEAD", "POST"] }];

/** The route of a guest's page. */
export const guestRoutes = (): ApiRoute[] => [{ path: guestPath("{token}"), methods: ["GET", "HEAD", "POST"] }];

/** Where staff sign in and work: their first page, and where the provider sends who has signed in, or out. */
export const OFFICE = { home: "/office", callback: "/office/callback", signedOut: "/office/signed-out" } as const;

/** The routes of the office: which of its pages are whose, it says itself. */
export const officeRoutes = (): ApiRoute[] =>
  [OFFICE.home, `${OFFICE.home}/{page+}`].map((path) => ({ path, methods: ["GET", "HEAD", "POST"] }));

/** Where students sign in and see their plan, and where the provider sends who has signed in, or out. */
export const PLAN_HOME = "/plan";
export const PLAN = {
  home: PLAN_HOME,
  callback: `${PLAN_HOME}/callback`,
  signedOut: `${PLAN_HOME}/signed-out`,
} as const;

/** The routes of my plan: whose it is, it looks up itself. */
export const planRoutes = (): ApiRoute[] =>
  [PLAN.home, `${PLAN.home}/{page+}`].map((path) => ({ path, methods: ["GET", "HEAD", "POST"] }));
