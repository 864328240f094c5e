/** The names that somebody is known by; each may be empty. */
export interface Names {
  firstName: string;
  lastName: string;
  preferredName?: string | undefined;
  ownName?: { name: string } | undefined;
}

const STAND_IN = new RegExp(
  "^(fnu|nfn|lnu|nln|nmn|n/a|n\\.a\\.|n/k|n\\.n\\.|null|nil|\\W*none\\W*|unknown|undefined|nan|x{1,4}|tb[acd]|" +
    "to be (assigned|announced|confirmed|determined|decided|added)|" +
    "(no|none|not) (given|provided|listed|on file|available|applicable|known|specified|entered)|" +
    "no (first |last |given |middle |preferred )?name( given| provided)?|[\\p{P}\\p{S}\\s]*)$",
  "iu",
);
const SHEET_ERROR = /^#[A-Z/0]+[!?]?$/;
// UTF-8 that was read as Windows-1252: two or three letters where one was.
const LATER =
  "[\\u0080-\\u00bf\\u0152\\u0153\\u0160\\u0161\\u0178\\u017d\\u017e\\u0192\\u02c6\\u02dc\\u2013-\\u203a\\u20ac]";
const MIS_DECODED = new RegExp(
  `[\\u00c2\\u00c3]${LATER}|[\\u00c4\\u00c5\\u00ce-\\u00d1][\\u0080-\\u00bf]|\\u00e2\\u20ac`,
);

/** True of what is written where there is no name: FNU, `.`, N/A, NULL. */
export const isStandIn = (text: string): boolean => STAND_IN.test(text.trim()) || SHEET_ERROR.test(text.trim());

const faults: readonly (readonly [RegExp, string])[] = [
  [/^[=+@]/, "begins like a formula"],
  [/&#?\w+;/, "holds a letter that was written as markup"],
  [MIS_DECODED, "holds letters that were read in another encoding"],
  [/[?\ufffd]/, "holds a letter that was lost"],
  [/\p{Nd}/u, "holds digits"],
  [/[()[\]{}<>]/, "holds a remark in brackets"],
  [/["“”|/\\*^~%$!:_=#@]|\p{Extended_Pictographic}| [-–—] /u, "holds signs that no name has"],
  [/^(dr|mrs?|ms|mx|miss|prof|professor|rev)(\.|\s|$)/iu, "begins with a title"],
  [/\s(md|m\.d\.|phd|ph\.d\.|mph|jd|dds|dmd)\.?$/iu, "ends with a degree"],
  [/\p{L}{2}\.\p{L}{2}/u, "looks like an account's name"],
  [/\bdo not (use|mail|e-?mail|contact)\b/iu, "is no name"],
  [/^(deleted|test|dummy|unknown|duplicate|inactive) (user|student|account|record)$/iu, "is no name"],
  [
    /^((first|last|given|family)[ _-]?name|surname|student|deceased|withdrawn|test|deleted?|duplicate)$/iu,
    "is no name",
  ],
];

/** Says why a text can be no name, or nothing. */
export const nameFault = (text: string): string | undefined => {
  if (isStandIn(text)) return "stands for no name";
  return faults.find(([pattern]) => pattern.test(text))?.[1];
};

/** Says why nobody can be greeted by a text, or nothing: `Smith, Jane` is a name, but not one to greet by. */
export const givenNameFault = (text: string): string | undefined =>
  nameFault(text) ?? (/[,;]/.test(text) ? "holds more than a first name" : undefined);

const isBlank = (text: string): boolean => text.replace(/[\p{Cf}\s]/gu, "") === "";

/** What a mail calls somebody: the name they prefer, their first name, their only name; empty where none is one. */
export const greetingName = ({ firstName, lastName, ownName, preferredName = "" }: Names): string => {
  const surname = isBlank(lastName) ? "" : ` ${lastName}`;
  const first = (name: string): string =>
    surname !== "" && name.endsWith(surname) ? name.slice(0, -surname.length) : name;
  const named = [first(ownName?.name ?? ""), first(preferredName), firstName].find(
    (name) => !isBlank(name) && givenNameFault(name) === undefined,
  );
  if (named !== undefined) return named;
  const hasOne = (isBlank(firstName) || isStandIn(firstName)) && !isBlank(lastName);
  return hasOne && givenNameFault(lastName) === undefined ? lastName : "";
};

/** Their name; empty where there is none. */
export const fullName = ({ firstName, lastName, ownName, preferredName = firstName }: Names): string => {
  const called = ownName?.name ?? preferredName;
  return [called, called.endsWith(lastName) ? "" : lastName].filter((name) => name !== "").join(" ");
};

/** What staff read in a sentence about somebody: their name, or the school's number where there is none. */
export const nameOrNumber = (student: Names & { schoolId: string }): string => fullName(student) || student.schoolId;
