import { NOTHING_COUNTED } from "#domain/parts/progress.ts";
import { officeOf, person } from "../functions/office/office.fixture.ts";

const HELD = { reason: "status", since: "2027-03-01T14:00:00.000Z", evidence: "status:x", says: "“away”?" } as const;

/**
 * A deployed office that answers as whoever is signed in: `/as/<who>/office…`, by a cookie that it keeps itself, since
 * no browser takes a cookie of https from this machine.
 */
export const officeInBrowser = async () => {
  const [dana, lena] = [person("dana"), person("lena", { roles: ["society-advisor"], societies: ["Castle"] })];
  const nobodys = person("nemo", { roles: [] });
  const { browser, entered, records, provider } = await officeOf(dana, lena, nobodys);
  await records.people.hold("S-ada", { held: HELD, seen: undefined });
  await records.mailings.pause(
    { occurrence: "retake-cim-survey@2027", wave: "remind-1" },
    { at: HELD.since, reason: "5 of 100 mails bounced" },
  );
  const AT = "2027-04-01T13:00:00.000Z";
  const survey = { occurrence: "retake-cim-survey@2027", milestone: "retake-cim-survey", asks: "answer" as const };
  const asks = ["ada", "bo"].map((student) => ({ ...survey, student, cohort: "pathways-2029" }));
  for (const part of asks) await records.parts.claim([part], "open", { plannedAt: AT, at: AT });
  for (const cohort of ["pathways-2027", "hst-2028", "pathways-2029"])
    await records.progress.count({
      ...{ occurrence: survey.occurrence, group: "ada", version: 1 },
      cohorts: new Map([[cohort, { ...NOTHING_COUNTED, done: 120, open: 12, "in part": 2, waived: 1 }]]),
    });
  const stranger = browser();
  const unknown = await stranger.signIn("stranger@school.example");
  const people = { dana: await entered(dana), lena: await entered(lena), nemo: await entered(nobodys), stranger };
  provider.fall();
  const asked = new Map(Object.entries(people));
  const answer = async (request: Request): Promise<Response> => {
    const { pathname, search } = new URL(request.url);
    const [, as = "dana", path = pathname] = /^\/as\/(\w+)(\/.*)$/.exec(pathname) ?? [];
    const reply = path === "/office/unknown-here" ? unknown : await asked.get(as)?.ask(path + search);
    return new Response(reply?.body, { status: reply?.statusCode ?? 404, headers: reply?.headers ?? {} });
  };
  return answer;
};
