import { plainText } from "../calendar/audience.ts";
import type { Program } from "../calendar/program.ts";
import { yearOf } from "../time/dates.ts";
import { dayOf, type Session } from "./session.ts";

/** How far a series has brought up in an academic year what it is to cover. */
export interface Coverage {
  series: string;
  title: string;
  covers: number;
  /** In the program's order. */
  lacks: string[];
}

/** The academic year of a school date, from July to June. */
export const academicYearOf = (day: string): { from: string; to: string } => {
  const first = yearOf(day) - (day.slice(5, 7) < "07" ? 1 : 0);
  return { from: `${first}-07-01`, to: `${first + 1}-06-30` };
};

// A title is its topic, or has it as a part: `Surgery and its families: Neurosurgery` is not about surgery.
const topicsOf = ({ title }: Session): string[] => [title, ...title.split(/[:;,]/)].map(plainText);

/** What each series still lacks in the academic year of a school date; of those that have something to cover. */
export const coverageOf = ({ series = [], school }: Program, sessions: readonly Session[], day: string): Coverage[] => {
  const { from, to } = academicYearOf(day);
  const isInYear = (session: Session): boolean => {
    const on = dayOf(session, school.timeZone);
    return session.status === "planned" && from <= on && on <= to;
  };
  const held = sessions.filter(isInYear);
  return series
    .filter(({ covers }) => covers.length > 0)
    .map(({ id, title, covers }) => {
      const topics = new Set(held.filter(({ item }) => item === id).flatMap(topicsOf));
      return { series: id, title, covers: covers.length, lacks: covers.filter((one) => !topics.has(plainText(one))) };
    });
};
