import type { DeanMarks, Mark } from "./marks.ts";

/** DeanMarks of deans in memory. */
export const memoryMarks = (): DeanMarks => {
  const marks = new Map<string, Mark>();
  const nameOf = ({ year, student }: Pick<Mark, "year" | "student">): string => `${year}/${student}`;
  const put = (of: Pick<Mark, "year" | "student">, change: Partial<Mark>): void => {
    const { year, student } = of;
    marks.set(nameOf(of), { year, student, mails: [], ...marks.get(nameOf(of)), ...change });
  };
  const mailsBut = (of: Pick<Mark, "year" | "student">, occurrence: string) =>
    (marks.get(nameOf(of))?.mails ?? []).filter((mail) => mail.occurrence !== occurrence);
  return {
    of: async (year) => [...marks.values()].filter((mark) => mark.year === year),
    mark: async (of, marked) => put(of, { marked, takenBack: undefined }),
    takeBack: async (of, takenBack) => {
      if (marks.get(nameOf(of))?.marked === undefined) return false;
      put(of, { marked: undefined, takenBack });
      return true;
    },
    claim: async (of, occurrence, at) => {
      const mark = marks.get(nameOf(of));
      if (mark?.marked === undefined || mark.mails.some((mail) => mail.occurrence === occurrence)) return false;
      put(of, { mails: [...mark.mails, { occurrence, state: "claimed", at }] });
      return true;
    },
    settle: async (of, { occurrence, state, at }) => {
      const others = mailsBut(of, occurrence);
      put(of, { mails: state === "unsent" ? others : [...others, { occurrence, state, at }] });
    },
  };
};
