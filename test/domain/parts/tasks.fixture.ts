import { type Task, taskBegun } from "#domain/parts/part.ts";

/** A task that is asked since that instant and not done. */
export const dueTask = (at = "2027-04-01T13:00:00.000Z"): Task => taskBegun("answer", at);

/** A task that its student said, on their own link, to be done. */
export const attestedTask = (at = "2027-04-02T13:00:00.000Z", by = "ada"): Task => ({
  ...dueTask(at),
  state: "attested",
  evidence: { attested: { source: "link", by, at, answer: "survey" } },
});
