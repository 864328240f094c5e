import { html, raw } from "hono/html";
import type { Program } from "#domain/calendar/program.ts";
import { cohortOf } from "#domain/people/cohort.ts";
import { meetingStanding } from "#office/advising/meetings.ts";
import type { AskedItem, OwnStudent } from "#office/advising/own-students.ts";
import { cohortTitle } from "#office/titles.ts";
import type { Html } from "../../kit/html.ts";
import { STAFF_PAGES } from "../routes.ts";

/** Which of an advisor's students are listed; an empty text lists all. */
export interface MineFilter {
  cohort: string;
  /** `behind`, `meeting-due`, `meeting-booked`, or the id of something that is open. */
  open: string;
  /** The page of the list, from 0. */
  page: number;
}

/** The filter that an address asks for. */
export const mineFilter = (ask: (name: string) => string): MineFilter => ({
  cohort: ask("cohort"),
  open: ask("open"),
  page: Math.max(0, Number.parseInt(ask("page"), 10) || 0),
});

/** The query of an address that asks for it; empty where it asks for the first page of all. */
export const mineQuery = ({ cohort, open, page }: MineFilter, more: Record<string, string> = {}): string => {
  const given = { cohort, open, page: page === 0 ? "" : String(page), ...more };
  return new URLSearchParams(Object.entries(given).filter(([, value]) => value !== "")).toString();
};

/** The address of an advisor's students as a filter lists them. */
export const mineAddress = (filter: MineFilter, more: Record<string, string> = {}): string => {
  const query = mineQuery(filter, more);
  return STAFF_PAGES.mine.path + (query === "" ? "" : `?${query}`);
};

const hasMeeting = ({ meetings }: OwnStudent, standing: "due" | "booked"): boolean =>
  meetings.some(({ part }) => meetingStanding(part) === standing);

const isOpenMeeting = ({ part }: AskedItem): boolean => ["due", "booked"].includes(meetingStanding(part));

/** What of somebody is open, by its id and title. */
const openItems = ({ open, meetings }: OwnStudent) =>
  [...open, ...meetings.filter(isOpenMeeting)].map(({ occurrence: { milestone } }) => milestone);

const fits = (one: OwnStudent, { cohort, open }: MineFilter): boolean => {
  if (cohort !== "" && cohortOf(one.student) !== cohort) return false;
  if (open === "") return true;
  if (open === "behind") return one.behind > 0;
  if (open === "meeting-due") return hasMeeting(one, "due");
  if (open === "meeting-booked") return hasMeeting(one, "booked");
  return openItems(one).some(({ id }) => id === open);
};

/** Those whom a filter lists. */
export const listedOf = (all: readonly OwnStudent[], filter: MineFilter): OwnStudent[] =>
  all.filter((one) => fits(one, filter));

const option = (value: string, label: string, chosen: string): Html =>
  html`<option value="${value}" ${value === chosen ? raw("selected") : ""}>${label}</option>`;

/** Narrows the list by class and by what is open. */
export const mineForm = (program: Program, all: readonly OwnStudent[], filter: MineFilter): Html => {
  const cohorts = [...new Set(all.map(({ student }) => cohortOf(student)))].sort();
  const items = new Map(all.flatMap(openItems).map(({ id, title }) => [id, title]));
  return html`<form class="filter" method="get" action="${STAFF_PAGES.mine.path}" role="search">
    <select name="cohort" aria-label="Class">
      ${option("", "Every class", filter.cohort)}
      ${cohorts.map((cohort) => option(cohort, cohortTitle(program, cohort), filter.cohort))}</select>
    <select name="open" aria-label="What is open">
      ${option("", "Whatever is open", filter.open)}
      ${option("behind", "Behind with something", filter.open)}
      ${option("meeting-due", "A meeting is due", filter.open)}
      ${option("meeting-booked", "A meeting is booked", filter.open)}
      ${[...items].map(([id, title]) => option(id, `Open: ${title}`, filter.open))}</select>
    <button>Show</button>
  </form>`;
};
