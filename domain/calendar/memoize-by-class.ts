import type { RuledStudent } from "../people/student.ts";
import type { Program } from "./program.ts";

/**
 * Remembers what a rule says for students of one track, matriculation year and graduation year: a school has hundreds
 * of students and a dozen such classes. For rules that look at nothing else of a student; what they answer is shared,
 * so nobody may change it.
 */
export const memoizeByClass = <Answer>(
  rule: (program: Program, student: RuledStudent) => Answer,
): ((program: Program, student: RuledStudent) => Answer) => {
  const remembered = new WeakMap<Program, Map<string, Answer>>();
  return (program, student) => {
    const answers = remembered.get(program) ?? new Map<string, Answer>();
    remembered.set(program, answers);
    const name = `${student.track}/${student.matriculationYear}/${student.graduationYear}`;
    const known = answers.get(name);
    if (known !== undefined) return known;
    const answer = rule(program, student);
    answers.set(name, answer);
    return answer;
  };
};
