import type { Milestone } from "../calendar/program.ts";

/** With whom a milestone asks for a meeting, e.g. `society-advisor`; undefined where it asks for none. */
export const metWith = ({ ask }: Pick<Milestone, "ask">): string | undefined => {
  if (ask?.type === "meet") return "advisor";
  return ask?.type === "answer" && ask.attests?.type === "meet" ? ask.attests.with : undefined;
};
