import { memoryMailQueue } from "#adapters/mail-queue/memory-mail-queue.ts";
import { memorySuppressionList } from "#adapters/ses/memory-suppression-list.ts";
import { createConsole } from "../../local/console/create-console.ts";
import { schoolOfRosters } from "../cases/rosters/school.fixture.ts";
import { fakeSystem } from "./fake-system.ts";

const NOW = "2026-09-02T14:00:00.000Z";

/** A console on a school in memory that real rosters made; nothing runs behind it. */
export const consoleOfRosters = async () => {
  const school = await schoolOfRosters();
  const system = fakeSystem(school.program, [], NOW);
  const more = { files: school.files, queue: memoryMailQueue(), suppressionList: memorySuppressionList() };
  const records = { ...school.records, ...more };
  const change: typeof system.change = async (deed) => {
    const value = await deed();
    await system.runTo(NOW);
    return value;
  };
  const answer = createConsole({ ...system, records, change }, { program: school.program, lateJoiner: "" });
  const get = async (path: string) => (await answer(new Request(`http://localhost:3000${path}`))).text();
  const post = async (path: string, form: Record<string, string>) => {
    const body = new URLSearchParams(form);
    const first = await answer(new Request(`http://localhost:3000${path}`, { method: "POST", body }));
    return get(first.headers.get("location") ?? path);
  };
  const keyOf = async (id: string): Promise<string> => {
    const found = (await records.people.all()).find(({ schoolId }) => schoolId === id);
    if (found === undefined) throw new Error(`There is no ${id}.`);
    return found.person;
  };

  /** Brings rosters into each state, and people into doubts; answers the pages that show them. */
  const inEachState = async (): Promise<string[]> => {
    const { upload } = school;
    for (const file of ["02-before.csv", "04-august.csv", "06-class.csv"]) await upload(file);
    await upload("student_id,status\n00410129,withdrawn\n");
    await post(`/imports/${(await records.imports.all())[0]?.id}/decide`, { decision: "take-back" });
    await upload("student_id;email\n1;a@x.edu\n");
    for (const file of ["02-status-words.csv", "04-september-from-excel.csv", "06-one-column-sorted.csv"])
      await upload(file);
    const held = (await records.people.all()).filter((one) => one.held !== undefined);
    const [first, second] = held.filter((one) => one.held?.reason === "double").map(({ person }) => person);
    const verdicts = new Map((await records.imports.all()).map(({ id, verdict }) => [verdict, `/imports/${id}`]));
    const merge = `/students/${second}/merge/${first}`;
    return ["/imports", "/students?held=yes", ...verdicts.values(), `/students/${first}`, merge];
  };
  return { ...school, records, answer, get, post, keyOf, inEachState };
};
