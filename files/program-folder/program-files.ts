import type { Milestone, Program, Track } from "#domain/calendar/program.ts";
import type { School } from "#domain/time/school.ts";
import type { Fault } from "../fault.ts";
import { CalendarFile, MilestoneInFile } from "./calendar/calendar-file.ts";
import { readId } from "./calendar/ids.ts";
import { SchoolFile } from "./calendar/school-file.ts";
import { TrackInFile, TracksFile } from "./calendar/tracks-file.ts";
import type { Folder } from "./folder.ts";
import { type NationalDates, readNationalDates } from "./national/national-dates.ts";
import { parseFrame, parsePart } from "./parse-part.ts";
import { type Path, readYaml, type YamlFile } from "./yaml-file.ts";

/** A part of the program, with the file it stands in and a way to the line of each of its keys. */
export interface Written<T> {
  value: T;
  file: string;
  lineOf(path: Path): number;
}

/** A fault in a part of the program, with the line of its key. */
export const faultAt = (
  { file, lineOf }: Pick<Written<unknown>, "file" | "lineOf">,
  path: Path,
  what: string,
  mend: string,
): Fault => ({ file, line: lineOf(path), what, mend });

/** What `school.yaml` says: of the school, and the id of its program. */
type SchoolAsWritten = School & Pick<Program, "id">;

/** What the YAML files say; a part that has faults of its own is left out, so that the others can be checked. */
export interface WrittenProgram {
  school: Written<SchoolAsWritten> | undefined;
  tracks: Written<Track>[];
  milestones: Written<Milestone>[];
  /** Every track that is named in `tracks.yaml`, also one with faults; `undefined` where the file cannot be read. */
  trackIds: string[] | undefined;
  national: NationalDates;
  faults: Fault[];
}

const open = (folder: Folder, name: string): YamlFile | Fault[] => {
  const text = folder.texts.get(name);
  return text === undefined ? [] : readYaml(folder.pathOf(name), text);
};

const within = <T>(source: YamlFile, path: Path, value: T): Written<T> => ({
  value,
  file: source.file,
  lineOf: (rest) => source.lineOf([...path, ...rest]),
});

interface Read<T> {
  parts: Written<T>[];
  faults: Fault[];
}

const readSchool = (folder: Folder): Read<SchoolAsWritten> => {
  const source = open(folder, "school.yaml");
  if (Array.isArray(source)) return { parts: [], faults: source };
  const read = parsePart(SchoolFile, source, []);
  return read.ok ? { parts: [within(source, [], read.value)], faults: [] } : { parts: [], faults: read.faults };
};

const readTrack = (source: YamlFile, id: string): Read<Track> => {
  const name = readId(id);
  if (!name.ok) {
    const line = source.lineOf(["tracks", id]);
    return { parts: [], faults: [{ file: source.file, line, what: name.what, mend: name.mend }] };
  }
  const read = parsePart(TrackInFile, source, ["tracks", id]);
  if (!read.ok) return { parts: [], faults: read.faults };
  const phases = Object.entries(read.value.phases).map(([phase, rest]) => ({ id: phase, ...rest }));
  return { parts: [within(source, ["tracks", id], { id, ...read.value, phases })], faults: [] };
};

const joined = <T>(reads: readonly Read<T>[], faults: readonly Fault[]): Read<T> => ({
  parts: reads.flatMap(({ parts }) => parts),
  faults: [...faults, ...reads.flatMap((read) => read.faults)],
});

const readTracks = (folder: Folder): Read<Track> & { ids: string[] | undefined } => {
  const source = open(folder, "tracks.yaml");
  if (Array.isArray(source)) return { parts: [], faults: source, ids: undefined };
  const frame = parseFrame(TracksFile, source, "tracks");
  const ids = frame.keys;
  return {
    ...joined(
      ids.map((id) => readTrack(source, id)),
      frame.faults,
    ),
    ids,
  };
};

const readMilestone = (source: YamlFile, place: number): Read<Milestone> => {
  const read = parsePart(MilestoneInFile, source, ["milestones", place]);
  if (!read.ok) return { parts: [], faults: read.faults };
  return { parts: [within(source, ["milestones", place], read.value)], faults: [] };
};

const readMilestones = (folder: Folder): Read<Milestone> => {
  const source = open(folder, "calendar.yaml");
  if (Array.isArray(source)) return { parts: [], faults: source };
  const frame = parseFrame(CalendarFile, source, "milestones");
  return joined(
    frame.keys.map((key) => readMilestone(source, Number(key))),
    frame.faults,
  );
};

/** Reads the YAML files and `national/`, each part by itself, and translates them for the domain. */
export const readFiles = (folder: Folder): WrittenProgram => {
  const school = readSchool(folder);
  const tracks = readTracks(folder);
  const milestones = readMilestones(folder);
  const national = readNationalDates(folder);
  return {
    school: school.parts[0],
    tracks: tracks.parts,
    milestones: milestones.parts,
    trackIds: tracks.ids,
    national,
    faults: [...school.faults, ...tracks.faults, ...milestones.faults, ...national.faults],
  };
};
