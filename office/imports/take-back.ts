import type { ImportRecord, Imports } from "#adapters/imports/imports.ts";
import type { AccessCodes } from "#adapters/people/access-codes.ts";
import type { People } from "#adapters/people/people.ts";
import type { Files } from "#adapters/s3/files.ts";
import { Undo } from "#domain/imports/undo.ts";
import { isHeldAlike } from "#domain/people/held.ts";
import type { Student } from "#domain/people/student.ts";
import { newestThatCounts } from "./import-file.ts";

interface TakeBackNeeds {
  imports: Pick<Imports, "all" | "decide">;
  people: Pick<People, "all" | "save" | "hold" | "remove">;
  accessCodes: Pick<AccessCodes, "all" | "save">;
  files: Pick<Files, "read">;
}

/** What taking an import back does. `stay`: changed by somebody since, so they stay as they are. */
export interface TakenBack {
  import: ImportRecord;
  putBack: { before: Student; now: Student }[];
  removed: Student[];
  stay: Student[];
  codes: { person: string; code: string }[];
}

const said = ({ phase: _, address: __, ...student }: Student): string =>
  JSON.stringify(student, (__, value) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted())
      : value,
  );

/** Works out what it does to take the newest import back; undefined where it does not count, or has no record of it. */
export const whatTakingBackDoes = async (needs: TakeBackNeeds): Promise<TakenBack | undefined> => {
  const newest = newestThatCounts(await needs.imports.all());
  const bytes = newest && (await needs.files.read(newest.bucket, `${newest.reports}.undo.json`));
  if (newest === undefined || bytes === undefined) return undefined;
  const undo = Undo.parse(JSON.parse(new TextDecoder().decode(bytes)));
  if (undo.import !== newest.id) return undefined;
  const [students, codes] = await Promise.all([needs.people.all(), needs.accessCodes.all()]);
  const byId = new Map(students.map((student) => [student.schoolId, student]));
  const taken: TakenBack = { import: newest, putBack: [], removed: [], stay: [], codes: [] };
  for (const { before, after } of undo.changes) {
    const now = byId.get(after.schoolId);
    if (now === undefined) continue;
    const isAsLeft = said({ ...now, person: after.person }) === said(after);
    if (!isAsLeft) taken.stay.push(now);
    else if (before === undefined) taken.removed.push(now);
    else taken.putBack.push({ before, now });
  }
  taken.codes = undo.codes.flatMap(({ person, before, after }) =>
    before !== undefined && codes.get(person) === after ? [{ person, code: before }] : [],
  );
  return taken;
};

// What was done under the years that are taken back stays done.
const asBefore = (before: Student, { former = [], anchors: { matriculation } }: Student): Student =>
  matriculation === before.anchors.matriculation ? before : { ...before, former: [...former, matriculation] };

/**
 * Takes an import back as it was looked at: each person is put back as they were, and whom it added nobody reads any
 * more, until a roster names them again. False where somebody decided in between. After a crash, a second look finds
 * who is still to be put back.
 * @param at ISO 8601 UTC
 */
export const takeBack = async (needs: TakeBackNeeds, taken: TakenBack, at: string): Promise<boolean> => {
  for (const { before, now } of taken.putBack) {
    if (!isHeldAlike(before, now)) {
      const { held, released = [] } = before;
      await needs.people.hold(now.schoolId, { held, seen: now.held?.evidence, released });
    }
    await needs.people.save(asBefore(before, now));
  }
  for (const { schoolId } of taken.removed) await needs.people.remove(schoolId, { at, why: "taken back" });
  for (const { person, code } of taken.codes) await needs.accessCodes.save(person, code);
  const { id, verdict } = taken.import;
  return needs.imports.decide(id, { from: verdict, to: "taken back", at });
};
