import { Anchor, type OfClass } from "../people/enrollment.ts";
import type { Program } from "./program.ts";

const nameOf = ({ track, anchors, begins }: OfClass): string => {
  let name = track;
  for (const anchor of Anchor.options) name += `/${anchors[anchor]}`;
  return begins === undefined ? name : name + JSON.stringify(begins);
};

/** Remembers a rule's answer for each class: track, anchor years, own days. They share it, so nobody may change it. */
export const memoizeByClass = <Answer>(
  rule: (program: Program, student: OfClass) => Answer,
): ((program: Program, student: OfClass) => Answer) => {
  const remembered = new WeakMap<Program, Map<string, Answer>>();
  return (program, student) => {
    const answers = remembered.get(program) ?? new Map<string, Answer>();
    remembered.set(program, answers);
    const name = nameOf(student);
    const known = answers.get(name);
    if (known !== undefined) return known;
    const answer = rule(program, student);
    answers.set(name, answer);
    return answer;
  };
};
