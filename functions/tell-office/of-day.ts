import type { Unconfirmed } from "#domain/forecast/unconfirmed.ts";
import { suppressionOf } from "#domain/people/address.ts";
import type { Correction } from "#domain/people/correction.ts";
import { doubtsOf, type HoldReason, isDoubted } from "#domain/people/held.ts";
import type { Student } from "#domain/people/student.ts";
import type { LetterPart } from "#files/letters/letter.ts";
import { type AdvisorNews, advisorParts } from "./of-advisors.ts";
import type { Places } from "./of-import.ts";
import type { WaitingMailing } from "./of-mailing.ts";
import type { OfficeLetter } from "./office-letter.ts";

/**
 * What waits for staff on a morning. `failed`: whose address failed and who were not told of yet. `unconfirmed`: on the
 * first working day of a week. `at`: ISO 8601 UTC. `dayOf`: an instant's school date.
 */
export interface WaitingForOffice {
  students: readonly Student[];
  /** What students ask to have corrected. */
  corrections: readonly Correction[];
  imports: readonly { id: string; file: string; at: string }[];
  mailings: readonly WaitingMailing[];
  failed: readonly Student[];
  unconfirmed: readonly Unconfirmed[];
  /** What nobody was told yet of mails to advisors. */
  advisors: readonly AdvisorNews[];
  dayOf: (at: string) => string;
}

/** What staff do about each reason; the command stands in the list itself. */
const TODO: Record<Exclude<HoldReason, "paused">, string> = {
  status: "say what their status means",
  double: "say whether the two are one",
  rows: "say which row counts",
  returns: "say whether they are back",
  missing: "say whether they are still here",
  import: "approve or discard the roster",
};

const heldPart = ({ students, dayOf }: WaitingForOffice, { stage }: Places): LetterPart[] => {
  const lines = students.flatMap((student) =>
    doubtsOf(student).flatMap(({ reason, since }) =>
      // Whoever paused somebody knows it: there is nothing to settle.
      reason === "paused" ? [] : [`${student.schoolId}: ${reason}, since ${dayOf(since)}; ${TODO[reason]}`],
    ),
  );
  if (lines.length === 0) return [];
  return [
    {
      title: "Held: no mail goes to them",
      lines,
      todo: "The list says in a sentence what is doubted of each, and how to let go of them:",
      copy: [`npx matchward people --held --stage ${stage}`],
    },
  ];
};

// Their words are for the page: mails are forwarded.
const correctionsPart = ({ corrections, dayOf }: WaitingForOffice): LetterPart[] =>
  corrections.length === 0
    ? []
    : [
        {
          title: "Students say that something is wrong",
          lines: corrections.map(({ schoolId, subject, at }) => `${schoolId}: ${subject}, since ${dayOf(at)}`),
          todo: "The page Today of the office leads to their words, and to the button that settles each.",
        },
      ];

const importsPart = ({ imports, dayOf }: WaitingForOffice, { stage }: Places): LetterPart[] =>
  imports.length === 0
    ? []
    : [
        {
          title: "Rosters that wait for a yes",
          lines: imports.map(({ id, file, at }) => `${file}, since ${dayOf(at)} (${id})`),
          copy: [`npx matchward imports --stage ${stage}`],
        },
      ];

const mailingsPart = ({ mailings }: WaitingForOffice, { stage }: Places): LetterPart[] => {
  if (mailings.length === 0) return [];
  return [
    {
      title: "First mailings that wait for you",
      lines: mailings.map(({ line }) => line),
      todo: "The lists say for how many each is, and how to let it go:",
      copy: [`npx matchward approve --stage ${stage}`, `npx matchward runs --stage ${stage}`],
    },
  ];
};

const failedPart = ({ failed, dayOf }: WaitingForOffice, { stage }: Places): LetterPart[] => {
  if (failed.length === 0) return [];
  return [
    {
      title: "Addresses that failed",
      lines: failed.map((one) => `${one.schoolId}: ${suppressionOf(one)}, on ${dayOf(one.address?.at ?? "")}`),
      todo: "Correct them in the roster; where a mailbox has come since, try the address again:",
      copy: [
        `npx matchward people --failed --stage ${stage}`,
        `npx matchward retry-address ${failed[0]?.schoolId} --stage ${stage}`,
      ],
    },
  ];
};

const datesPart = ({ unconfirmed }: WaitingForOffice): LetterPart[] => {
  if (unconfirmed.length === 0) return [];
  return [
    {
      title: "Dates that nobody has confirmed",
      lines: unconfirmed.map(
        ({ title, milestone, about, reason, owner }) =>
          `${title} (${milestone}), about ${about}: ${reason}. Owner: ${owner?.title ?? "nobody"}`,
      ),
      todo:
        "Nothing goes out by a guess. Read the date at its source, write it into national/ of the program with " +
        "source: and readOn: (docs/national-dates.md says how), check it, and deploy:",
      copy: ["npx matchward check"],
    },
  ];
};

const isOfStudents = ({ students, imports }: WaitingForOffice): boolean =>
  imports.length > 0 || students.some(isDoubted);

/** What the office is told in the morning; undefined where nothing waits for anybody. */
export const letterOfDay = (waiting: WaitingForOffice, places: Places): OfficeLetter | undefined => {
  const doubts = [heldPart, importsPart, mailingsPart].flatMap((part) => part(waiting, places));
  const failed = failedPart(waiting, places);
  const dates = datesPart(waiting);
  const advisors = advisorParts(waiting.advisors);
  const asked = correctionsPart(waiting);
  const parts = [...doubts, ...asked, ...failed, ...advisors, ...dates];
  if (parts.length === 0) return undefined;
  if (parts.length === dates.length)
    return {
      subject: "Mailings wait for dates that others set",
      lead: "They are held until somebody confirms the date that they hang on. You are told weekly while they are.",
      parts,
    };
  if (doubts.length === 0 && asked.length > 0)
    return {
      subject: "Students ask you to correct something",
      lead: "Each is told in this mail daily until somebody settles it.",
      parts,
    };
  if (doubts.length === 0 && failed.length === 0)
    return {
      subject: "Advisors need you for students who are behind",
      lead: "Each of these is told once.",
      parts,
    };
  if (doubts.length === 0)
    return {
      subject: "A student’s address failed",
      lead: "Nothing goes to it until somebody corrects it in the roster, or has it tried again. You are told once.",
      parts,
    };
  return {
    subject: isOfStudents(waiting) ? "Students wait for a decision of yours" : "Mailings wait for a decision of yours",
    lead: "matchward holds back what it is not sure of until somebody decides. This mail comes daily while it lasts.",
    parts,
  };
};
