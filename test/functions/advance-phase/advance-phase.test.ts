import { describe, expect, test } from "vitest";
import { memoryRecords } from "#adapters/records/memory-records.ts";
import type { Student } from "#domain/people/student.ts";
import { advancePhase } from "../../../functions/advance-phase/advance-phase.ts";
import { program } from "../../domain/calendar/program.fixture.ts";
import { stored } from "../class.fixture.ts";

const day = (date: string) => ({
  type: "day.began" as const,
  version: 1 as const,
  scheduledAt: `${date}T09:00:00-04:00`,
});

const schoolOf = async (...students: Student[]) => {
  const { people } = memoryRecords();
  for (const student of students) await people.save(student);
  const phases = async () => Object.fromEntries((await people.all()).map(({ person, phase }) => [person, phase]));
  return { people, phases, needs: { program, people } };
};

describe("advancing phases", () => {
  test("moves a student on the first day of the next phase, and not before", async () => {
    const { needs, phases } = await schoolOf(stored(1, { phase: "preclerkship" }));
    expect(await advancePhase(needs, day("2026-09-30"))).toEqual({ moved: 0, movedBefore: 0 });
    expect(await advancePhase(needs, day("2026-10-01"))).toEqual({ moved: 1, movedBefore: 0 });
    expect(await phases()).toEqual({ "key-1": "pce" });
  });

  test("makes missed mornings good, and records the day the phase began", async () => {
    const { needs, people } = await schoolOf(stored(1, { phase: "preclerkship" }));
    await advancePhase(needs, day("2027-01-11"));
    expect(await people.all()).toMatchObject([{ phase: "pce", phaseEnteredAt: "2026-10-01T13:00:00.000Z" }]);
  });

  test("moves one who was held once they are let go", async () => {
    const held = { reason: "rows", since: "2026-09-20T13:00:00.000Z", evidence: "rows:status", says: "" } as const;
    const { needs, phases, people } = await schoolOf(stored(1, { phase: "preclerkship", held }));
    expect(await advancePhase(needs, day("2026-10-01"))).toEqual({ moved: 0, movedBefore: 0 });
    await people.hold(stored(1).schoolId, { held: undefined, seen: held.evidence });
    await advancePhase(needs, day("2026-10-02"));
    expect(await phases()).toEqual({ "key-1": "pce" });
  });

  test("moves nobody twice", async () => {
    const { needs } = await schoolOf(stored(1, { phase: "preclerkship" }));
    await advancePhase(needs, day("2026-10-01"));
    expect(await advancePhase(needs, day("2026-10-01"))).toEqual({ moved: 0, movedBefore: 0 });
  });

  test("leaves a student where someone else has just put them", async () => {
    const { needs, people } = await schoolOf(stored(1, { phase: "preclerkship" }));
    const stale = await people.all();
    await advancePhase(needs, day("2026-10-01"));
    const late = { ...needs, people: { ...people, enrolled: async () => stale } };
    expect(await advancePhase(late, day("2026-10-01"))).toEqual({ moved: 0, movedBefore: 1 });
  });

  test("moves only active students, by their own track and years", async () => {
    const { needs, phases } = await schoolOf(
      stored(1, { phase: "preclerkship", status: "leave" }),
      stored(2, { phase: "preclerkship", track: "hst" }),
      stored(3, { phase: "preclerkship" }),
    );
    await advancePhase(needs, day("2026-10-01"));
    expect(await phases()).toEqual({ "key-1": "preclerkship", "key-2": "preclerkship", "key-3": "pce" });
  });

  test("moves the others where one move fails, and fails itself so that it runs again", async () => {
    const { needs, people, phases } = await schoolOf(
      stored(1, { phase: "preclerkship" }),
      stored(2, { phase: "preclerkship" }),
    );
    const enterPhase: typeof people.enterPhase = (id, move) =>
      id === "S001" ? Promise.reject(new Error("The table is away.")) : people.enterPhase(id, move);
    await expect(
      advancePhase({ ...needs, people: { enrolled: people.all, enterPhase } }, day("2026-10-01")),
    ).rejects.toThrow("away");
    expect(await phases()).toEqual({ "key-1": "preclerkship", "key-2": "pce" });
  });
});
