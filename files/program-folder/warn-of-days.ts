import { occurrencesIn, occurrencesOf } from "#domain/calendar/occurrences.ts";
import { phaseOn, phasesOf } from "#domain/calendar/phases.ts";
import { type Milestone, type Program, usualCourse } from "#domain/calendar/program.ts";
import { reckoningOf } from "#domain/calendar/reckoning.ts";
import type { OfClass } from "#domain/people/enrollment.ts";
import { schoolMinute, yearOf } from "#domain/time/dates.ts";
import { isQuiet } from "#domain/time/quiet-days.ts";
import type { Fault } from "../fault.ts";
import type { WrittenProgram } from "./program-files.ts";
import { faultAt } from "./written.ts";

const [EARLIEST, LATEST] = ["06:00", "21:00"];

const warnOfHour = ({ school }: WrittenProgram): Fault[] => {
  if (school === undefined || (school.value.sendAt >= EARLIEST && school.value.sendAt <= LATEST)) return [];
  const what = `Mails go out at ${school.value.sendAt}, when students are asleep.`;
  return [faultAt(school, ["sendAt"], what, `Choose a time from ${EARLIEST} to ${LATEST}.`)];
};

/** A published hour that comes after the hours of mails. */
const warnOfRelease = ({ school }: Program, { milestones }: WrittenProgram): Fault[] =>
  milestones.flatMap((milestone) => {
    const { when } = milestone.value;
    const releases = when.type === "dates" ? Object.values(when.releases ?? {}) : [];
    return releases
      .map((at) => schoolMinute(at, school.timeZone).split(" "))
      .filter(([, time = ""]) => time >= school.sendWindow.to)
      .map(([date, time]) => {
        const release = `${date} at ${time}`;
        const what = `It waits for its release of ${release}, when no mail goes out any more.`;
        return faultAt(milestone, ["when"], what, "Count a day from it, or let mails go out later (sendWindow).");
      });
  });

const warnOfClosing = (program: Program, { milestones }: WrittenProgram, thisYear: number): Fault[] =>
  milestones.flatMap((milestone) => {
    const closings = [thisYear, thisYear + 1].flatMap((year) => occurrencesIn(program, milestone.value.id, year));
    const quiet = closings.find(({ closes }) => closes !== undefined && isQuiet(program.school, closes));
    if (quiet === undefined) return [];
    const what = `It closes on ${quiet.closes}, a quiet day, when the office answers no question.`;
    return [faultAt(milestone, ["asks", "closes"], what, "Choose a working day if that matters.")];
  });

const COURSES = [-5, -4, -3, -2, -1, 0, 1];

/** Days on which students of one class get mails of two milestones; each pair of milestones is told once. */
const warnOfTwoADay = (program: Program, { milestones }: WrittenProgram, thisYear: number): Fault[] => {
  const told = new Map<string, Fault>();
  for (const track of program.tracks)
    for (const student of COURSES.map((nth) => usualCourse(track, thisYear + nth))) {
      const taken = new Map<string, string>();
      for (const milestone of milestones)
        for (const { waves } of occurrencesOf(program, milestone.value, student))
          for (const { day } of waves.filter((wave) => yearOf(wave.day) >= thisYear)) {
            const first = taken.get(day) ?? milestone.value.id;
            taken.set(day, first);
            const pair = `${first} ${milestone.value.id}`;
            if (first === milestone.value.id || told.has(pair)) continue;
            const of = `the class of ${student.anchors.graduation} (${track.id})`;
            const what = `On ${day} ${of} gets a mail of ${first} too.`;
            told.set(pair, faultAt(milestone, ["when"], what, "Move one of the two if one mail a day is enough."));
          }
    }
  return [...told.values()];
};

const [FIRST = 0, LAST = 0] = [COURSES[0], COURSES.at(-1)];

/** True of what should have a day by its own rule, and has none: what waits for a date or a leave is told elsewhere. */
const isWithoutDay = (program: Program, { when }: Milestone, courses: readonly OfClass[]): boolean => {
  if (!["yearly", "phase", "from-phase", "dates"].includes(when.type) || courses.length === 0) return false;
  if (when.type === "dates" && when.awaits !== undefined) return false;
  const spans = courses.map((course) => ({ anchors: course.anchors, phases: phasesOf(program, course) }));
  return spans.every((course) => reckoningOf(when).daysFor(course).length === 0);
};

/** An audience whose phases nobody of the usual path is in on the day: a class-meeting of the PCE after its end. */
const warnOfNobody = (program: Program, { milestones }: WrittenProgram, thisYear: number): Fault[] =>
  milestones.flatMap((milestone) => {
    const { when, audience } = milestone.value;
    const courses = program.tracks
      .filter(({ id }) => audience.tracks.includes(id))
      .flatMap((track) => COURSES.map((nth) => usualCourse(track, thisYear + nth)));
    if (isWithoutDay(program, milestone.value, courses)) {
      const what = `It falls on no day for anybody who enters from ${thisYear + FIRST} to ${thisYear + LAST}.`;
      return [faultAt(milestone, ["when"], what, "Look whether its year, its phase and its day fit together.")];
    }
    const phases = courses.flatMap((course) =>
      reckoningOf(when)
        .daysFor({ anchors: course.anchors, phases: phasesOf(program, course) })
        .map((day) => phaseOn(program, course, day) ?? "none"),
    );
    const isMet = audience.phases === undefined || phases.some((phase) => audience.phases?.includes(phase));
    if (isMet || phases.length === 0) return [];
    const others = [...new Set(phases)].join(", ");
    const what = `Nobody on the usual path gets it: on its day they are in another phase (${others}).`;
    return [faultAt(milestone, ["when"], what, "Name that phase in its audience, or move the day.")];
  });

/** Warns of days and hours that are allowed, and that hardly anybody means. `thisYear`: see `readProgram`. */
export const warnOfDays = (whole: WrittenProgram, thisYear: number): Fault[] => {
  const written = { ...whole, milestones: whole.milestones.filter(({ value }) => value.audience.marked === undefined) };
  if (written.school === undefined) return [];
  const program: Program = {
    id: "main",
    school: written.school.value,
    tracks: written.tracks.map(({ value }) => value),
    milestones: written.milestones.map(({ value }) => value),
  };
  return [
    ...warnOfHour(written),
    ...warnOfRelease(program, written),
    ...warnOfClosing(program, written, thisYear),
    ...warnOfTwoADay(program, written, thisYear),
    ...warnOfNobody(program, written, thisYear),
  ];
};
