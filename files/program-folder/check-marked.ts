import type { Milestone } from "#domain/calendar/program.ts";
import type { School } from "#domain/time/school.ts";
import type { Fault } from "../fault.ts";
import type { MilestoneAsWritten } from "./calendar/calendar-file.ts";
import type { WrittenEmail } from "./emails/emails.ts";
import { faultAt, type Written } from "./written.ts";

interface MarkedInFiles {
  school: Written<School> | undefined;
  milestones: readonly Written<Milestone>[];
}

const checkOne = (
  milestone: Written<Milestone>,
  { school }: Pick<MarkedInFiles, "school">,
  emails: readonly WrittenEmail[],
): Fault[] => {
  const { ask, mail, mails, when } = milestone.value;
  const at = (path: string, what: string, mend: string) => faultAt(milestone, [path], what, mend);
  const isOfMatch = "anchor" in when && when.anchor === "graduation" && when.year === 0;
  const leads = emails.some(({ id, fields }) => id === mails.open && fields.has("link"));
  return [
    ...(ask === undefined
      ? []
      : [at("asks", "Whoever is marked is asked nothing: an answer would tell of the mark.", "Remove asks.")]),
    ...(mail === "match" ? [] : [at("mail", "Other mail waits until Match Week is over.", "Write mail: match.")]),
    ...(isOfMatch
      ? []
      : [at("when", "A mark is for the Match of one year.", "Count from a national date, with year: graduation.")]),
    ...(leads
      ? [
          at(
            "mails",
            `${mails.open} links to a page of the student, which would tell of the mark.`,
            "Take {{link}} out of it.",
          ),
        ]
      : []),
    ...(school === undefined || school.value.deans
      ? []
      : [
          at(
            "audience",
            "Nobody may mark anybody: school.yaml names no deans.",
            "Add deans: with their addresses to school.yaml.",
          ),
        ]),
  ];
};

/** What goes to whom a dean has marked must not tell of the mark. */
export const checkMarked = (written: MarkedInFiles, emails: readonly WrittenEmail[]): Fault[] =>
  written.milestones
    .filter(({ value }) => value.audience.marked !== undefined)
    .flatMap((milestone) => checkOne(milestone, written, emails));

/** What counts from a milestone for the marked is for the marked too: all others would get it on that day. */
export const checkCountedFromMarked = (milestones: readonly Written<MilestoneAsWritten>[]): Fault[] => {
  const ofMarked = new Set(
    milestones.filter(({ value }) => value.audience.marked !== undefined).map(({ value }) => value.id),
  );
  return milestones.flatMap((milestone) => {
    const { when, audience } = milestone.value;
    if (when.type !== "from-milestone" || audience.marked !== undefined || !ofMarked.has(when.milestone)) return [];
    const what = `${when.milestone} is for the marked alone, and this would go to everybody of its audience.`;
    const path = ["when", when.days < 0 ? "before" : "after", "milestone"];
    return [faultAt(milestone, path, what, "Add marked: unmatched to its audience, or count from something else.")];
  });
};
