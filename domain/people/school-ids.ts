/** An id without what spreadsheets and people add or lose: `="00410101"`, ` 410101.0` and `410,101` have one core. */
export const idCore = (id: string): string =>
  id
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\s\p{Cf}"'`´‘’“”=,#_-]/gu, "")
    .replace(/\.0*$/, "")
    .replaceAll(/(^|\D)0+(?=\d)/g, "$1");

// A spreadsheet keeps this many digits of a number; the others it makes zeros.
const KEPT_DIGITS = 15;

interface Rounded {
  value: bigint;
  /** The true number is less than this away. */
  within: bigint;
}

/** What a spreadsheet made of a long number: `4.1E+05`, or 15 digits and zeros. */
const roundedOf = (core: string): Rounded | undefined => {
  const [, whole = "", part = "", power = ""] = /^(\d)(?:\.(\d+))?e\+?(\d{1,3})$/.exec(core) ?? [];
  const zeros = Number(power) - part.length;
  if (whole !== "" && zeros >= 0)
    return { value: BigInt(whole + part) * 10n ** BigInt(zeros), within: 10n ** BigInt(zeros) };
  const lost = core.length - KEPT_DIGITS;
  if (lost <= 0 || !/^\d+$/.test(core) || !/^0+$/.test(core.slice(KEPT_DIGITS))) return undefined;
  return { value: BigInt(core), within: 10n ** BigInt(lost) };
};

const isNear = ({ value, within }: Rounded, other: string): boolean => {
  if (!/^\d+$/.test(other)) return false;
  const apart = BigInt(other) - value;
  return apart < within && -apart < within;
};

/** What two ids are compared by. */
export interface IdForm {
  core: string;
  rounded: Rounded | undefined;
}

/** Works out once what an id is compared by with many others. */
export const idForm = (id: string): IdForm => {
  const core = idCore(id);
  return { core, rounded: roundedOf(core) };
};

/** True of two ids that may be one: alike but for what a spreadsheet does to them. */
export const areAlike = (one: IdForm, other: IdForm): boolean =>
  one.core === other.core ||
  (one.rounded !== undefined && isNear(one.rounded, other.core)) ||
  (other.rounded !== undefined && isNear(other.rounded, one.core));
