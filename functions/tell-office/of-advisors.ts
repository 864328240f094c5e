import type { EscalationMail } from "#adapters/escalations/escalations.ts";
import { findOccurrence } from "#domain/calendar/occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import type { EscalationEntry } from "#domain/escalation/advisor-mails.ts";
import type { LetterPart } from "#files/letters/letter.ts";

/** One thing that the office is told once of a mail to an advisor. `name`: by which it is known whether it was told. */
export interface AdvisorNews {
  name: string;
  kind: "nobody" | "unsent" | "wrong";
  lines: string[];
}

const titleOf = (program: Program, { occurrence }: EscalationEntry): string =>
  findOccurrence(program, occurrence)?.milestone.title ?? occurrence;

const UNSENT: Partial<Record<EscalationMail["state"], string>> = {
  claimed: "nobody knows whether it went out",
  unknown: "nobody knows whether it went out",
  rejected: "SES refused it",
  failed: "it failed",
};

// SES's reason holds no address.
const whyUnsent = ({ state, reason }: EscalationMail): string | undefined =>
  state === "failed" && reason !== undefined ? `${UNSENT.failed} (${reason})` : UNSENT[state];

const newsOf = (program: Program, mail: EscalationMail, today: string): AdvisorNews[] => {
  const { id, state, entries, answers } = mail;
  const lines = entries.map((entry) => `${entry.schoolId}: ${titleOf(program, entry)}`);
  const isUnderWay = state === "claimed" && id.startsWith(today);
  const why = isUnderWay ? undefined : whyUnsent(mail);
  const wrong = Object.entries(answers).flatMap(([student, { answer, at }]): AdvisorNews[] => {
    const theirs = entries.filter((entry) => entry.student === student);
    if (answer !== "wrong" || theirs.length === 0) return [];
    const said = theirs.map((entry) => `${entry.schoolId}: ${titleOf(program, entry)}`);
    return [{ name: `escalation/${id}/wrong/${student}/${at}`, kind: "wrong", lines: said }];
  });
  return [
    ...(state === "nobody" ? [{ name: `escalation/${id}`, kind: "nobody" as const, lines }] : []),
    ...(why === undefined
      ? []
      : [
          { name: `escalation/${id}/${state}`, kind: "unsent" as const, lines: lines.map((line) => `${line}; ${why}`) },
        ]),
    ...wrong,
  ];
};

/** What the office has to know of mails to advisors. `today`: a school date; what is claimed then is under way. */
export const advisorNews = (program: Program, mails: readonly EscalationMail[], today: string): AdvisorNews[] =>
  mails.flatMap((mail) => newsOf(program, mail, today));

const PARTS: Record<AdvisorNews["kind"], Pick<LetterPart, "title" | "todo">> = {
  nobody: {
    title: "Behind, and without an advisor",
    todo: "Nobody was told of them. Put their advisor into the roster (society_advisor_email), and write to them.",
  },
  unsent: {
    title: "Mails to advisors that may not have arrived",
    todo: "They are not sent again by themselves. Look at the address in the roster, and write to the advisor.",
  },
  wrong: {
    title: "Wrong, their advisor says",
    todo: "Not their student, or not right. Nothing was changed: correct the roster, or waive the task.",
  },
};

/** The parts of the office's letter that tell it. */
export const advisorParts = (news: readonly AdvisorNews[]): LetterPart[] =>
  (["nobody", "unsent", "wrong"] as const).flatMap((kind) => {
    const lines = news.filter((one) => one.kind === kind).flatMap((one) => one.lines);
    return lines.length === 0 ? [] : [{ ...PARTS[kind], lines }];
  });
