import { findOccurrence, type Occurrence } from "../../calendar/occurrences.ts";
import { examBlocksOn } from "../../calendar/spacing/exam-blocks.ts";
import { datesBetween } from "../../time/dates.ts";
import { type About, dayWords, nameIn, type TestedRule } from "./because.ts";

const RULE = "Reminders and last calls keep off a student's exams";

/** What a student's exams do to a step of a ladder: it moves, or gives way to another, or goes out to nobody. */
export const examRules = (about: About, occurrence: Occurrence, wave: string): TestedRule[] => {
  const { program, student } = about;
  if (program.school.examBlocks === undefined) return [];
  const usual = findOccurrence(program, occurrence.id)?.waves.find(({ name }) => name === wave);
  const own = occurrence.waves.find(({ name }) => name === wave);
  const day = own?.waitsFrom ?? own?.day;
  if (usual === undefined || usual.day === day) return [];
  const [first = usual.day, last = usual.day] = [usual.day, day ?? usual.day].toSorted();
  const titles = datesBetween(first, last).flatMap((one) => examBlocksOn(program, student, one));
  const [title = "exams"] = titles.map((block) => block.title);
  const [, another] = occurrence.waves;
  const lost = another === undefined ? `no step is left outside ${title}` : "another step goes out in its place";
  const moved = day === undefined ? lost : `so it goes out on ${dayWords(day)}`;
  const fact = `${nameIn(about)} is in ${title} around ${dayWords(usual.day)}, ${moved}`;
  return [{ rule: RULE, fact, holds: day !== undefined, otherwise: "never" }];
};
