import { Anchor, type OfClass } from "../people/enrollment.ts";
import { lookedAt } from "./audience.ts";
import type { Program } from "./program.ts";
import { isOfLeave } from "./when.ts";

type OwnAsked = "society" | "degree" | "specialty" | "leaveFrom" | "leaveUntil";

const asked = new WeakMap<Program, readonly OwnAsked[]>();

const askedOf = ({ milestones, series = [] }: Program): OwnAsked[] => [
  ...lookedAt([...milestones, ...series]),
  ...(milestones.some(isOfLeave) ? (["leaveFrom", "leaveUntil"] as const) : []),
];

const askedIn = (program: Program): readonly OwnAsked[] => {
  const own = asked.get(program) ?? askedOf(program);
  asked.set(program, own);
  return own;
};

/** One name for students whom a program's calendar treats alike, whatever else may tell them apart. */
export const classIn = (program: Program, student: OfClass): string => {
  const { track, anchors, begins } = student;
  let name = track;
  for (const anchor of Anchor.options) name += `/${anchors[anchor]}`;
  for (const own of askedIn(program)) name += JSON.stringify(student[own] ?? "");
  return begins === undefined ? name : name + JSON.stringify(begins);
};

/** Remembers a rule's answer for each class (`classIn`). They share it, so nobody may change it. */
export const memoizeByClass = <Answer>(
  rule: (program: Program, student: OfClass) => Answer,
): ((program: Program, student: OfClass) => Answer) => {
  const remembered = new WeakMap<Program, Map<string, Answer>>();
  return (program, student) => {
    const answers = remembered.get(program) ?? new Map<string, Answer>();
    remembered.set(program, answers);
    const name = classIn(program, student);
    const known = answers.get(name);
    if (known !== undefined) return known;
    const answer = rule(program, student);
    answers.set(name, answer);
    return answer;
  };
};
