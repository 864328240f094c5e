import { expect, test } from "vitest";
import { parseOccurrenceId } from "#domain/calendar/occurrence-id.ts";
import { explain } from "#domain/forecast/explain/explain.ts";
import { foretell } from "#domain/forecast/foretell/foretell.ts";
import type { Outlook } from "#domain/forecast/preview.ts";
import { DIGEST_TEMPLATE } from "#domain/mail/digest.ts";
import { addDays } from "#domain/time/dates.ts";
import { takeRosters } from "../../../cli/local/rosters.ts";
import { DEFAULT_PROGRAM, SAMPLE_ROSTER } from "../../../cli/places.ts";
import { loadProgram } from "../../../cli/read-inputs.ts";

const program = await loadProgram(DEFAULT_PROGRAM, "rules", () => undefined);
const DAYS = ["2026-08-01", "2027-01-15", "2027-04-09"];
const [BEGINNING, END] = ["2021-01-01", "2033-12-31"];
const [roster] = await takeRosters({ roster: SAMPLE_ROSTER }, program, BEGINNING);
const students = roster?.students ?? [];
const foretold = (from: string, to: string) => foretell({ from, to }, program, [{ on: from, students }], []);

const nameOf = (studentId: string, milestone: string) => `${studentId} ${milestone}`;
// What is asked after a window begins with a reminder: its sessions invite.
const afterWindows = program.milestones
  .filter(({ when }) => when.type === "window" && when.thenAsks)
  .map(({ id }) => id);
const isFirst = ({ occurrence, wave }: { occurrence: string; wave: string }): boolean =>
  wave === (afterWindows.includes(parseOccurrenceId(occurrence)?.milestone ?? "") ? "remind-1" : "open");
// A digest's mail is of one thing in it; the others have the same hour.
const opening = ({ mails, digests }: Pick<Outlook, "mails" | "digests">) => {
  const told = digests.flatMap(({ studentId, at, items }) => items.map((item) => ({ ...item, studentId, at })));
  return Map.groupBy(
    [...mails.filter(({ template }) => template !== DIGEST_TEMPLATE), ...told].filter(isFirst),
    ({ studentId, occurrence }) => nameOf(studentId, parseOccurrenceId(occurrence)?.milestone ?? ""),
  );
};
const whole = foretold(BEGINNING, END);
const mailsOf = Map.groupBy(whole.mails, ({ studentId }) => studentId);
const digestsOf = Map.groupBy(whole.digests, ({ studentId }) => studentId);
const tasksOf = Map.groupBy(whole.tasks, ({ studentId }) => studentId);

test.each(DAYS)(
  "each student and milestone of the sample school has a verdict that agrees with preview on %s",
  (on) => {
    const coming = opening(foretold(on, END));
    const gone = opening(foretold(BEGINNING, addDays(on, -1)));
    const wrong: string[] = [];
    const verdicts = new Map<string, number>();
    for (const student of students) {
      const id = student.schoolId;
      const outlook = { mails: mailsOf.get(id) ?? [], tasks: tasksOf.get(id) ?? [], digests: digestsOf.get(id) ?? [] };
      for (const milestone of program.milestones) {
        const known = [{ on: BEGINNING, student }] as const;
        const { verdict, at, because } = explain({ program, milestone, wave: "open", known, outlook, on });
        verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
        const name = nameOf(id, milestone.id);
        const [next, last] = [coming.get(name)?.[0]?.at, gone.get(name)?.at(-1)?.at];
        const isRight =
          verdict === "will be sent"
            ? at === next && next !== undefined
            : verdict === "sent"
              ? at === last && last !== undefined
              : next === undefined && last === undefined && at === undefined;
        const isTold = (at !== undefined) === because.every(({ holds }) => holds);
        if (!isRight || !isTold) wrong.push(`${name}: ${verdict} ${at}, preview ${last}, ${next}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(Object.fromEntries(verdicts)).toMatchObject({
      sent: expect.any(Number),
      "will be sent": expect.any(Number),
      never: expect.any(Number),
      waits: expect.any(Number),
    });
  },
);
