import type { Milestone } from "#domain/calendar/program.ts";
import type { Fault } from "../fault.ts";
import type { WrittenEmail } from "./emails/emails.ts";
import type { WrittenProgram } from "./program-files.ts";
import { faultAt, type Written } from "./written.ts";

const checkOne = (
  milestone: Written<Milestone>,
  { school }: WrittenProgram,
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
export const checkMarked = (written: WrittenProgram, emails: readonly WrittenEmail[]): Fault[] =>
  written.milestones
    .filter(({ value }) => value.audience.marked !== undefined)
    .flatMap((milestone) => checkOne(milestone, written, emails));
