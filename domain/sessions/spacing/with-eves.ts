import { classIn } from "../../calendar/memoize-by-class.ts";
import type { Program } from "../../calendar/program.ts";
import { weekOf } from "../../calendar/spacing/weekly-budget.ts";
import type { OfClass } from "../../people/enrollment.ts";
import { addDays } from "../../time/dates.ts";
import { isFor } from "../guests.ts";
import { dayOf, type Session } from "../session.ts";

type Eves = NonNullable<Program["eves"]>;

const evesOf = (program: Program, sessions: readonly Session[], student: OfClass): Eves[string] => {
  const eves: Eves[string] = {};
  for (const session of sessions) {
    const ends = weekOf(program.school, addDays(dayOf(session, program.school.timeZone), -1))?.ends;
    if (ends !== undefined && isFor(program, session, student)) eves[ends] = (eves[ends] ?? 0) + 1;
  }
  return eves;
};

const known = new WeakMap<Program, Map<string, Program>>();

/**
 * The program with the words on the eve that its sessions bring to these students' classes, where nothing is asked: to
 * them the calendar's reminders make way (decision 50). The same one again for the same eves: much is kept by it.
 */
export const withEves = (program: Program, sessions: readonly Session[], students: readonly OfClass[]): Program => {
  const telling = sessions.filter(({ status, rsvp }) => status === "planned" && rsvp === "none");
  if (program.school.weeklyMails === undefined || telling.length === 0) return program;
  const classes = new Map(students.map((student) => [classIn(program, student), student]));
  const eves = Object.fromEntries([...classes].map(([name, student]) => [name, evesOf(program, telling, student)]));
  const name = JSON.stringify(eves);
  const made = known.get(program) ?? new Map<string, Program>();
  known.set(program, made);
  const found = made.get(name) ?? { ...program, eves };
  made.set(name, found);
  return found;
};
