import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { nearest } from "../did-you-mean.ts";
import type { Fault } from "../fault.ts";

/** One file of national dates: the program's own, or one that every program has. */
export interface NationalText {
  file: string;
  text: string;
  isOwn: boolean;
}

/** The texts of a program folder, by path as a person would write it. */
export interface Folder {
  /** Path of `school.yaml` and the others, whether they could be read or not. */
  pathOf(name: string): string;
  /** Text of a file of the folder; `undefined` where it could not be read. */
  texts: ReadonlyMap<string, string>;
  /** Names of the files of the calendar: `calendar.yaml`, or those in `calendar/`, or both. */
  calendars: readonly string[];
  /** Ids of the e-mails: the names of the Markdown files without `.md`. */
  emailIds: readonly string[];
  national: readonly NationalText[];
  faults: Fault[];
}

const YAML_FILES = ["school.yaml", "tracks.yaml", "calendar.yaml"];
/** Far more than any program needs. */
const MOST_BYTES = 1_000_000;

const listing = async (dir: string): Promise<string[] | undefined> => {
  try {
    return (await readdir(dir)).toSorted();
  } catch {
    return undefined;
  }
};

const fault = (file: string, what: string, mend: string): Fault => ({ file, line: 1, what, mend });

const normal = (text: string): string => text.replace(/^\uFEFF/, "").replaceAll(/\r\n?/g, "\n");

const readText = async (path: string): Promise<{ text: string } | Fault> => {
  try {
    if ((await stat(path)).size > MOST_BYTES)
      return fault(
        path,
        "This file is larger than 1 MB.",
        "Is it the right file? A program needs a few pages of text.",
      );
    const text = normal(new TextDecoder("utf-8", { fatal: true }).decode(await readFile(path)));
    return text.trim() === "" ? fault(path, "This file is empty.", "Fill it in, or remove it.") : { text };
  } catch (error) {
    if (error instanceof TypeError) return fault(path, "This file is not UTF-8 text.", "Save it as UTF-8.");
    return fault(path, "This file cannot be read.", "Check that it is a file and that you may read it.");
  }
};

const missing = (dir: string, name: string, names: readonly string[]): Fault => {
  const near = nearest(
    name,
    names.filter((other) => !YAML_FILES.includes(other)),
  );
  const mend = near === undefined ? "Add it; program/README.md says what it holds." : `Rename ${near} to ${name}.`;
  return fault(join(dir, name), "This file is missing.", mend);
};

const foldersIn = async (dir: string): Promise<Fault[]> => {
  const names = (await listing(dir)) ?? [];
  const faults: Fault[] = [];
  for (const name of names)
    if ((await listing(join(dir, name))) !== undefined)
      faults.push(fault(join(dir, name), "Folders in here are not read.", "Move its files up, or out of the program."));
  return faults;
};

const OF_PACKAGE = join(import.meta.dirname, "../../program/national");

interface NationalTexts {
  national: NationalText[];
  faults: Fault[];
}

const readNational = async (dir: string, isOwn: boolean): Promise<NationalTexts> => {
  const national: NationalText[] = [];
  const faults: Fault[] = [];
  for (const name of (await listing(dir)) ?? []) {
    const file = join(isOwn ? dir : relative("", dir), name);
    if (name.endsWith(".yml")) faults.push(fault(file, "Only files that end in .yaml are read here.", "Rename it."));
    if (!name.endsWith(".yaml")) continue;
    const read = await readText(file);
    if ("text" in read) national.push({ file, text: read.text, isOwn });
    else faults.push(read);
  }
  return { national, faults };
};

/**
 * Reads every file of a program folder into memory, and the national dates that every program has.
 * A missing folder or file, one that is empty, too large or not UTF-8 is a fault; nothing is thrown.
 */
export const readFolder = async (dir: string): Promise<Folder> => {
  const empty = {
    pathOf: (name: string) => join(dir, name),
    texts: new Map<string, string>(),
    calendars: [],
    emailIds: [],
    national: [],
  };
  const names = await listing(dir);
  if (names === undefined)
    return { ...empty, faults: [fault(dir, "There is no such folder.", "Name a folder like program/hms.")] };
  if (names.length === 0)
    return {
      ...empty,
      faults: [fault(dir, "This folder is empty.", "Copy program/hms into it and begin from there.")],
    };
  const emails = ((await listing(join(dir, "emails"))) ?? []).filter((name) => name.endsWith(".md"));
  const parts = ((await listing(join(dir, "calendar"))) ?? []).filter((name) => /\.ya?ml$/.test(name));
  const calendars = [
    ...(names.includes("calendar.yaml") || parts.length === 0 ? ["calendar.yaml"] : []),
    ...parts.map((name) => `calendar/${name}`),
  ];
  const present = YAML_FILES.filter((name) => names.includes(name));
  const wanted = YAML_FILES.filter((name) => name !== "calendar.yaml" || calendars.includes(name));
  const faults = wanted.filter((name) => !present.includes(name)).map((name) => missing(dir, name, names));
  if (emails.length === 0)
    faults.push(
      fault(join(dir, "emails"), "There are no e-mails.", "Add the folder emails/ with a Markdown file a mail."),
    );
  const texts = new Map<string, string>();
  const files = [...present, ...parts.map((name) => `calendar/${name}`), ...emails.map((email) => `emails/${email}`)];
  for (const name of files) {
    const read = await readText(join(dir, name));
    if ("text" in read) texts.set(name, read.text);
    else faults.push(read);
  }
  const dates = [await readNational(OF_PACKAGE, false), await readNational(join(dir, "national"), true)];
  return {
    ...empty,
    texts,
    calendars,
    emailIds: emails.map((name) => name.slice(0, -3)),
    national: dates.flatMap(({ national }) => national),
    faults: [...faults, ...dates.flatMap((read) => read.faults), ...(await foldersIn(join(dir, "calendar")))],
  };
};
