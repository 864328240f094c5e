import type { StoredStudent } from "#adapters/people/person-item.ts";
import { memoryFiles } from "#adapters/s3/memory-files.ts";
import type { RosterStudent } from "#domain/people/student.ts";
import { schoolDate } from "#domain/time/dates.ts";
import { releasePerson } from "#office/people/release.ts";
import { importRoster } from "../../../functions/import-roster/import-roster.ts";
import { rosterFile } from "../../functions/class.fixture.ts";
import { type Ground, invokeAsync } from "./ground.ts";
import { type Process, travelling } from "./process.ts";
import { edited, type RosterEdit } from "./school.ts";
import { importNeeds, type Outside } from "./wiring.ts";

/** The staff who keep the roster, and upload all of it after each change. */
export interface RosterOffice {
  edit(change: RosterEdit["change"]): void;
  /** Nobody knows any more whether that student is here: the roster has a word that nobody understands. */
  doubt(schoolId: string): void;
  /** A person has asked: the student is here, and is let go of. */
  letGo(schoolId: string): void;
  /** Sees that a student's address failed; most times staff ask them for another, and write it in. */
  sees(student: StoredStudent): void;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const BUCKET = "rosters";
/** Who has it is held. */
const WORD = "not attending";
/** How long an upload is left alone, tries of its import and all. */
const PATIENCE = HOUR;

/**
 * One upload after the other, each of the roster as it is then: an import that was given up is made good by the next.
 */
export const rosterOffice = (ground: Ground, outside: Outside): RosterOffice => {
  const { agenda, chance } = ground;
  const files = memoryFiles();
  const asked = new Set<string>();
  const doubted = new Set<string>();
  let rows: readonly RosterStudent[] = [];
  let uploads = 0;
  let [isBusy, isWanted] = [false, false];

  const upload = async (): Promise<void> => {
    isWanted = true;
    if (isBusy) return;
    [isBusy, isWanted] = [true, false];
    agenda.after(PATIENCE, () => {
      isBusy = false;
      if (isWanted) void upload();
    });
    uploads += 1;
    const key = `incoming/${uploads}.csv`;
    await files.write(BUCKET, key, {
      text: rosterFile(rows.map((row) => (doubted.has(row.schoolId) ? { ...row, status: WORD } : row))),
      contentType: "text/csv",
    });
    const object = { bucket: { name: BUCKET }, object: { key, size: 1 } };
    const uploaded = { source: "aws.s3", "detail-type": "Object Created", time: agenda.iso(), detail: object } as const;
    invokeAsync(
      ground,
      {
        name: `import-roster ${uploads}`,
        lifetime: 5 * MINUTE,
        work: (process) => importRoster(importNeeds(ground, process, outside, files), uploaded),
      },
      () => void upload(),
    );
  };

  const edit = (change: RosterEdit["change"]): void => {
    rows = change(rows);
    void upload();
  };

  const letGo = async (process: Process, schoolId: string): Promise<boolean> => {
    const people = travelling(ground, process, "roster", outside.records.people);
    const student = (await people.all()).find((one) => one.schoolId === schoolId);
    const today = schoolDate(agenda.iso(), outside.program.school.timeZone);
    return student !== undefined && (await releasePerson(people, student, today));
  };

  return {
    edit,
    doubt: (schoolId) => {
      doubted.add(schoolId);
      void upload();
    },
    letGo: (schoolId) => {
      doubted.delete(schoolId);
      void upload();
      const work = (process: Process) => letGo(process, schoolId);
      invokeAsync(ground, { name: "office", lifetime: MINUTE, work }, () => {});
    },
    sees: (student) => {
      const { schoolId, email, address } = student;
      if (address?.email !== email || asked.has(email)) return;
      asked.add(email);
      if (!chance.is(0.7)) return;
      const corrected = { email: `other.${asked.size}.${email}` };
      agenda.after(chance.int(1, 120) * HOUR, () => edit(edited(schoolId, corrected)));
    },
  };
};
