import * as z from "zod/mini";
import type { Milestone, Program, Track } from "#domain/calendar/program.ts";
import type { Series } from "#domain/calendar/series.ts";
import type { School } from "#domain/time/school.ts";
import type { Fault } from "../fault.ts";
import { CalendarFile, type MilestoneAsWritten, MilestoneInFile } from "./calendar/calendar-file.ts";
import { resolveMilestones } from "./calendar/resolve-when.ts";
import { SchoolFile } from "./calendar/school-file.ts";
import { SeriesInFile } from "./calendar/series-file.ts";
import { TrackInFile, TracksFile } from "./calendar/tracks-file.ts";
import { checkCountedFromMarked } from "./check-marked.ts";
import type { Folder } from "./folder.ts";
import { type NationalDates, readNationalDates } from "./national/national-dates.ts";
import { readId } from "./notation/ids.ts";
import { parseFrame, parsePart } from "./parse-part.ts";
import { faultAt, type Written } from "./written.ts";
import { type Path, readYaml, type YamlFile } from "./yaml-file.ts";

/** What `school.yaml` says: of the school, and the id of its program. */
type SchoolAsWritten = School & Pick<Program, "id">;

/** What the YAML files say; a part that has faults of its own is left out, so that the others can be checked. */
export interface WrittenProgram {
  school: Written<SchoolAsWritten> | undefined;
  tracks: Written<Track>[];
  milestones: Written<Milestone>[];
  series: Written<Series>[];
  /** Every track that is named in `tracks.yaml`, also one with faults; `undefined` where the file cannot be read. */
  trackIds: string[] | undefined;
  national: NationalDates;
  /** Names of the national dates that milestones hang on. */
  awaited: readonly string[];
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

const readPart = <T>(schema: z.core.$ZodType<T>, source: YamlFile, path: Path): Read<T> => {
  const read = parsePart(schema, source, path);
  return read.ok ? { parts: [within(source, path, read.value)], faults: [] } : { parts: [], faults: read.faults };
};

const partsUnder = <T>(schema: z.core.$ZodType<T>, source: YamlFile, key: string): Read<T> => {
  const { keys, faults } = parseFrame(CalendarFile, source, key);
  return joined(
    keys.map((place) => readPart(schema, source, [key, Number(place)])),
    faults,
  );
};

interface Calendar {
  milestones: Read<MilestoneAsWritten>;
  series: Read<z.infer<typeof SeriesInFile>>;
  /** Of every milestone that has one, also of those with faults. */
  ids: string[];
}

const Named = z.object({ milestones: z.array(z.catch(z.object({ id: z.string() }), { id: "" })) });

const readCalendar = (folder: Folder): Calendar => {
  const opened = folder.calendars.map((name) => open(folder, name));
  const unread = opened.flatMap((source) => (Array.isArray(source) ? source : []));
  const sources = opened.flatMap((source) => (Array.isArray(source) ? [] : [source]));
  const named = sources.flatMap(({ value }) => Named.safeParse(value).data?.milestones ?? []);
  const empty = sources.filter(({ value }) => isGroup(value) && !hasEntries(value));
  return {
    milestones: joined(
      sources.map((source) => partsUnder(MilestoneInFile, source, "milestones")),
      [...unread, ...empty.map((source) => faultAt(source, [], '"milestones" is missing.', "Add it: a list."))],
    ),
    series: joined(
      sources.map((source) => partsUnder(SeriesInFile, source, "series")),
      [],
    ),
    ids: named.map(({ id }) => id).filter((id) => id !== ""),
  };
};

const isGroup = (value: unknown): value is object => value !== null && typeof value === "object";

const hasEntries = (value: object): boolean => "milestones" in value || "series" in value;

const withTracks = (series: readonly Written<z.infer<typeof SeriesInFile>>[], trackIds: string[]): Written<Series>[] =>
  series.map((one) => {
    const { audience } = one.value;
    const tracks = audience.tracks.length === 0 ? trackIds : audience.tracks;
    return { ...one, value: { ...one.value, audience: { ...audience, tracks } } };
  });

/** Reads the YAML files, each part by itself, looks up what they refer to, and translates them for the domain. */
export const readFiles = (folder: Folder): WrittenProgram => {
  const school = readSchool(folder);
  const tracks = readTracks(folder);
  const { milestones, series, ids } = readCalendar(folder);
  const national = readNationalDates(folder);
  const resolved = resolveMilestones({
    milestones: milestones.parts,
    ids,
    national: national.dates,
    timeZone: school.parts[0]?.value.timeZone,
    tracks: tracks.parts.map(({ value }) => value),
  });
  return {
    school: school.parts[0],
    tracks: tracks.parts,
    milestones: resolved.parts,
    series: withTracks(series.parts, tracks.ids ?? []),
    trackIds: tracks.ids,
    national,
    awaited: milestones.parts.flatMap(({ value: { when } }) => (when.type === "from-national" ? when.national : [])),
    faults: [
      ...school.faults,
      ...tracks.faults,
      ...milestones.faults,
      ...series.faults,
      ...resolved.faults,
      ...checkCountedFromMarked(milestones.parts),
      ...national.faults,
    ],
  };
};
