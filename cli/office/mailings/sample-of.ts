import type { Program } from "#domain/calendar/program.ts";
import type { MailToLookAt } from "#office/mailings/going-out.ts";
import { letterOf, letterText } from "../../forecast/preview/letter.ts";

/** Makes what writes the mail of a first mailing as one student gets it; `dir`: the program's folder. */
export const sampleOf =
  (dir: string, program: Program) =>
  async ({ occurrence, at, one }: MailToLookAt): Promise<string> => {
    const { item: milestone, template, session } = occurrence;
    // As it stands now, whenever it came.
    const sessions = session === undefined ? [] : [{ on: "2000-01-01", sessions: [session] }];
    const named = { studentId: one.schoolId, occurrence: occurrence.id, wave: "open" };
    const mail = { ...named, to: one.email, milestone, template, at };
    return letterText(
      program,
      await letterOf({ dir, program, mails: [mail], digests: [], sessions, student: one, roster: "the roster" }, named),
    );
  };
