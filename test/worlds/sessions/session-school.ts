import { Program } from "#domain/calendar/program.ts";
import type { Student } from "#domain/people/student.ts";
import { addDays } from "#domain/time/dates.ts";
import { program as rules } from "../../domain/calendar/program.fixture.ts";
import { stored } from "../../functions/class.fixture.ts";
import type { Chance } from "../ground/chance.ts";

/** A row of a file of sessions, with which staff bring or change one at an instant of the school's clock. */
export interface Upload {
  day: string;
  time: string;
  row: string;
}

/** What somebody says of a session, should it ask then, some milliseconds after an instant of the school's clock. */
export interface Said {
  day: string;
  time: string;
  afterMs: number;
  person: string;
  session: string;
  answer: "yes" | "no";
  guests: number;
}

/** A school of one class, its sessions of one winter with all that becomes of them, and what its guests say. */
export interface SessionSchool {
  program: Program;
  students: readonly Student[];
  /** School dates. */
  days: readonly string[];
  uploads: readonly Upload[];
  said: readonly Said[];
}

export const HEADER = "session_id,item,title,starts_at,ends_at,place,capacity,rsvp,status";
const [FIRST_DAY, DAYS] = ["2027-01-04", 45];
/** Days on which a session may be, by their number. */
const [EARLIEST, LATEST] = [13, 30];

const program = Program.parse({
  ...rules,
  milestones: rules.milestones.filter(({ id }) => id === "road-to-residency-1"),
  series: [
    {
      ...{ id: "dinners", title: "Dinners", audience: { tracks: ["pathways"] }, rhythm: { timesPerYear: 4 } },
      ...{ covers: [], guests: { most: 1, dietary: false }, attached: [] },
    },
  ],
});

const dayOf = (nth: number): string => addDays(FIRST_DAY, nth);

const TIMES = ["12:00", "17:30", "18:15"] as const;

interface Row {
  id: string;
  item: string;
  day: number;
  time: string;
  room: number;
  capacity: number | undefined;
  rsvp: string;
  status: "planned" | "cancelled";
}

const csv = ({ id, item, day, time, room, capacity, rsvp, status }: Row): string => {
  const ends = `${Number(time.slice(0, 2)) + 1}${time.slice(2)}`;
  return [id, item, id, `${dayOf(day)} ${time}`, ends, `Room ${room}`, capacity ?? "", rsvp, status].join(",");
};

const NEXT_RSVP: Record<string, string> = { none: "yes-no", "yes-no": "required", required: "none" };

/** The session that asks otherwise: one that begins to ask may come to count its seats. */
const askedOtherwise = (chance: Chance, row: Row): Row => ({
  ...{ ...row, rsvp: NEXT_RSVP[row.rsvp] ?? "none" },
  capacity: row.rsvp === "none" ? (row.capacity ?? chance.int(1, 3)) : row.capacity,
});

/** The session as it is next: on another day, elsewhere, as at first, cancelled or not, with other seats or answers. */
const nextOf = (chance: Chance, row: Row, first: Row, now: number): Row => {
  const later = Math.max(EARLIEST, now + 1);
  const other = { ...row, room: row.room + 1 };
  const { status } = row;
  return chance.pick([
    { ...other, day: chance.int(later, LATEST), time: chance.pick(TIMES) },
    { ...row, day: chance.int(later, LATEST), time: chance.pick(TIMES) },
    other,
    first.day > now ? { ...first, capacity: row.capacity, status } : other,
    { ...row, status: status === "planned" ? "cancelled" : "planned" },
    { ...row, status: "planned", capacity: row.capacity && chance.int(1, 4) },
    askedOtherwise(chance, row),
    { ...askedOtherwise(chance, row), room: other.room },
  ]);
};

/** The hours of one day on which one session is changed once, and sometimes twice within minutes. */
const clockOf = (chance: Chance, twice: number): string =>
  `${String(chance.int(0, 23)).padStart(2, "0")}:${String(chance.int(0, 29) + 30 * twice).padStart(2, "0")}`;

const historyOf = (chance: Chance, first: Row): Upload[] => {
  const uploads = [{ day: dayOf(0), time: "09:10", row: csv(first) }];
  let row = first;
  for (let day = 1; day < LATEST; day += 1) {
    if (row.day <= day || !chance.is(0.22)) continue;
    for (let nth = 0; nth < (chance.is(0.3) ? 2 : 1); nth += 1) {
      row = nextOf(chance, row, first, day);
      uploads.push({ day: dayOf(day), time: clockOf(chance, nth), row: csv(row) });
    }
  }
  return uploads;
};

/** Half of what is said is said within some seconds, when a mail or a rumor has gone round. */
const saidOf = (chance: Chance, students: readonly Student[], { id: session, item }: Row): Said[] => {
  const rush = { day: dayOf(chance.int(2, 24)), time: clockOf(chance, 0) };
  return students.flatMap(({ person }) =>
    Array.from({ length: chance.int(0, 4) }, () => ({
      ...(chance.is(0.5) ? rush : { day: dayOf(chance.int(1, LATEST)), time: clockOf(chance, 1) }),
      ...{ afterMs: chance.int(0, 5_000), person, session },
      ...{ answer: chance.pick(["yes", "yes", "no"]), guests: item === "dinners" ? chance.int(0, 1) : 0 },
    })),
  );
};

const firstOf = (chance: Chance, id: string): Row => {
  const rsvp = chance.pick(["none", "required", "required"]);
  const item = rsvp === "none" ? "road-to-residency-1" : chance.pick(["road-to-residency-1", "dinners"]);
  return {
    ...{ id, item, rsvp, day: chance.int(EARLIEST + 3, LATEST - 4), time: chance.pick(TIMES), room: 0 },
    ...{ capacity: rsvp === "none" ? undefined : chance.int(1, 3), status: "planned" },
  };
};

/** The school of one seed. */
export const sessionSchoolOf = (chance: Chance): SessionSchool => {
  const anchors = { matriculation: 2024, graduation: 2028 };
  const students = Array.from({ length: chance.int(3, 8) }, (_, nth) => stored(nth + 1, { anchors }));
  const rows = (chance.is(0.5) ? ["s1"] : ["s1", "s2"]).map((id) => firstOf(chance, id));
  return {
    ...{ program, students },
    days: Array.from({ length: DAYS }, (_, nth) => dayOf(nth)),
    uploads: rows.flatMap((row) => historyOf(chance, row)),
    said: rows.flatMap((row) => saidOf(chance, students, row)),
  };
};
