import { readableAddress } from "#domain/people/readable-address.ts";
import type { RosterRow, RosterTrack, RosterWarning } from "#domain/people/roster-row.ts";
import { daysBetween, yearOf } from "#domain/time/dates.ts";
import { distance } from "../did-you-mean.ts";

/** So many other lines are named in a warning: in a file with one code throughout, each row would name all. */
const MOST_NAMED = 3;
/** A course may be this much shorter, or longer, than its track. */
const SHORTER = 1;
const LONGER = 4;
/** Years between a student's matriculation and that of most others in the file. */
const FAR = 10;
/** Years of a leave; a longer one is hardly meant. */
const LONGEST_LEAVE = 3;
/** A few common domains are enough to compare with; each is one that at least three students have. */
const COMMON_DOMAINS = 5;
const COMMON_FROM = 3;

/** What can be read, and hardly can be: warnings from comparing the rows of one file. Linear in the rows. */
export const improbable = (rows: readonly RosterRow[], tracks: readonly RosterTrack[]): RosterWarning[] => [
  ...codesTwice(rows),
  ...rows.flatMap((row) => courseWarning(row, tracks)),
  ...rows.flatMap(leaveWarning),
  ...yearsApart(rows),
  ...addressesOfAdvisors(rows),
  ...mistypedDomains(rows),
];

const codesTwice = (rows: readonly RosterRow[]): RosterWarning[] => {
  const byCode = Map.groupBy(rows, ({ cimAccessCode }) => cimAccessCode);
  return rows.flatMap(({ line, schoolId, cimAccessCode }) => {
    const sharing = cimAccessCode === undefined ? [] : (byCode.get(cimAccessCode) ?? []);
    if (sharing.length < 2) return [];
    const lines = sharing
      .slice(0, MOST_NAMED + 1)
      .flatMap((other) => (other.schoolId === schoolId ? [] : [other.line]));
    if (lines.length === 0) return [];
    const named = lines.slice(0, MOST_NAMED).map((other) => `line ${other}`);
    const whose = named.join(", ");
    const message = `cim_access_code "${cimAccessCode}" is also that of ${whose}; each student has their own`;
    return [{ line, column: "cim_access_code", message }];
  });
};

const courseWarning = ({ line, track, anchors }: RosterRow, tracks: readonly RosterTrack[]): RosterWarning[] => {
  const years = tracks.find(({ id }) => id === track)?.years;
  const { matriculation, graduation } = anchors ?? {};
  if (years === undefined || matriculation === undefined || graduation === undefined) return [];
  const course = graduation - matriculation;
  if (course >= years - SHORTER && course <= years + LONGER) return [];
  const message = `graduation_year "${graduation}" makes a course of ${course} years, where ${track} takes ${years}`;
  return [{ line, column: "graduation_year", message }];
};

const leaveWarning = ({ line, anchors, leaveFrom, leaveUntil, status }: RosterRow): RosterWarning[] => {
  const warned = (column: string, message: string): RosterWarning[] => [{ line, column, message }];
  const entered = anchors?.matriculation;
  const years = leaveFrom && leaveUntil ? daysBetween(leaveFrom, leaveUntil) / 365 : 0;
  if (years > LONGEST_LEAVE)
    return warned("leave_until", `leave_until "${leaveUntil}" makes a leave of ${Math.floor(years)} years`);
  if (leaveFrom && entered !== undefined && yearOf(leaveFrom) < entered)
    return warned("leave_from", `leave_from "${leaveFrom}" is before they entered, in ${entered}`);
  if (leaveUntil && leaveFrom === undefined && status?.means === "active")
    return warned("leave_until", "leave_until stands without leave_from in the row of somebody active: say both");
  return [];
};

const yearsApart = (rows: readonly RosterRow[]): RosterWarning[] => {
  const years = rows.flatMap(({ anchors }) => anchors?.matriculation ?? []).toSorted((one, other) => one - other);
  const middle = years[Math.floor(years.length / 2)];
  if (middle === undefined || years.length < COMMON_FROM) return [];
  return rows.flatMap(({ line, anchors }) => {
    const year = anchors?.matriculation;
    if (year === undefined || Math.abs(year - middle) <= FAR) return [];
    const message = `matriculation_year "${year}" is far from that of the others, around ${middle}`;
    return [{ line, column: "matriculation_year", message }];
  });
};

const addressesOfAdvisors = (rows: readonly RosterRow[]): RosterWarning[] => {
  const advisors = new Set(rows.flatMap(({ societyAdvisorEmail }) => societyAdvisorEmail?.toLowerCase() ?? []));
  return rows.flatMap(({ line, email }) => {
    if (email === undefined || !advisors.has(email.toLowerCase())) return [];
    const message = `email "${readableAddress(email)}" is also an advisor's in this file; check whose it is`;
    return [{ line, column: "email", message }];
  });
};

const domainOf = (address = ""): string => address.slice(address.lastIndexOf("@") + 1).toLowerCase();

const mistypedDomains = (rows: readonly RosterRow[]): RosterWarning[] => {
  const counts = new Map<string, number>();
  for (const { email } of rows) if (email) counts.set(domainOf(email), (counts.get(domainOf(email)) ?? 0) + 1);
  const common = [...counts]
    .filter(([, count]) => count >= COMMON_FROM)
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, COMMON_DOMAINS)
    .map(([domain]) => domain);
  return rows.flatMap(({ line, email }) => {
    if (email === undefined || counts.get(domainOf(email)) !== 1) return [];
    const meant = common.find((domain) => isNear(domainOf(email), domain));
    if (meant === undefined) return [];
    const message = `email "${readableAddress(email)}" has a domain that nobody else has; the others have ${meant}`;
    return [{ line, column: "email", message }];
  });
};

// One letter more, fewer or other, or two that changed places.
const isNear = (domain: string, common: string): boolean => {
  if (Math.abs(domain.length - common.length) > 1) return false;
  const apart = distance(domain, common);
  const sorted = (text: string): string => [...text].toSorted().join("");
  return apart === 1 || (apart === 2 && sorted(domain) === sorted(common));
};
