import { occurrencesEver } from "../calendar/current-occurrences.ts";
import { type Occurrence, occurrencesFor } from "../calendar/occurrences.ts";
import type { Program } from "../calendar/program.ts";
import { isOut, isTaskSettled, type Part } from "../parts/part.ts";
import { statusOn } from "../people/enrollment.ts";
import type { Enrolled } from "../people/student.ts";
import { addDays } from "../time/dates.ts";

/** What the program asks or tells a student; no part where nothing has begun. */
export interface PlanItem {
  occurrence: Occurrence;
  part?: Part | undefined;
}

/** What a plan is made of but sessions. `expected`: it is time, and its mail has not come yet. */
export interface MyPlan {
  open: PlanItem[];
  expected: PlanItem[];
  done: PlanItem[];
  told: PlanItem[];
  ahead: { month: string; items: PlanItem[] }[];
}

const TOLD_DAYS = 90;

const lastDay = ({ occurrence: { closes, opens } }: PlanItem): string => closes ?? opens;

const sortedBy = (items: PlanItem[], of: (item: PlanItem) => string): PlanItem[] =>
  items.toSorted((one, other) => (of(one) < of(other) ? -1 : of(one) > of(other) ? 1 : 0));

const itemsOf = (program: Program, student: Enrolled, parts: readonly Part[]): PlanItem[] => {
  const present = new Set(occurrencesFor(program, student).map(({ id }) => id));
  const known = new Map(parts.filter(({ movedTo }) => movedTo === undefined).map((part) => [part.occurrence, part]));
  return occurrencesEver(program, student)
    .map((occurrence) => ({ occurrence, part: known.get(occurrence.id) }))
    .filter(({ occurrence, part }) => part !== undefined || present.has(occurrence.id));
};

const placeOf = (student: Enrolled, { occurrence, part }: PlanItem, today: string): keyof MyPlan | undefined => {
  const { opens, closes, milestone } = occurrence;
  if (part?.task !== undefined) return isTaskSettled(part) ? "done" : "open";
  if (part !== undefined) {
    const isFresh = milestone.showsAccessCode === true || addDays(opens, TOLD_DAYS) >= today;
    return isFresh && Object.values(part.mails).some(isOut) ? "told" : undefined;
  }
  if (statusOn(student, opens > today ? opens : today) !== "active") return undefined;
  if (opens > today) return "ahead";
  return closes !== undefined && closes >= today ? "expected" : undefined;
};

/** A student's items by where they stand on a school date: what is open by its last day, the newest done first. */
export const myPlan = (program: Program, student: Enrolled, parts: readonly Part[], today: string): MyPlan => {
  const items = Map.groupBy(itemsOf(program, student, parts), (item) => placeOf(student, item, today));
  const of = (place: keyof MyPlan): PlanItem[] => items.get(place) ?? [];
  const ahead = Map.groupBy(
    sortedBy(of("ahead"), ({ occurrence }) => occurrence.opens),
    ({ occurrence }) => occurrence.opens.slice(0, 7),
  );
  return {
    open: sortedBy(of("open"), lastDay),
    expected: sortedBy(of("expected"), lastDay),
    done: sortedBy(of("done"), ({ part }) => part?.task?.at ?? "").toReversed(),
    told: sortedBy(of("told"), ({ occurrence }) => occurrence.opens).toReversed(),
    ahead: [...ahead].map(([month, those]) => ({ month, items: those })),
  };
};
