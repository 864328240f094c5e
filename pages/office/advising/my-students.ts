import { html } from "hono/html";
import { cohortOf } from "#domain/people/cohort.ts";
import { statusOn } from "#domain/people/enrollment.ts";
import { nameOrNumber } from "#domain/people/greeting.ts";
import type { AskedItem, OwnStudent } from "#office/advising/own-students.ts";
import { cohortTitle, phaseTitle } from "#office/titles.ts";
import { counted } from "../../kit/counted.ts";
import type { Html } from "../../kit/html.ts";
import type { Desk } from "../desk.ts";
import { notePage, STAFF_PAGES, studentItemPage, studentPage, theirMailsPage } from "../routes.ts";
import { meetingRow } from "./meeting-row.ts";
import { listedOf, type MineFilter, mineAddress, mineForm } from "./mine-filter.ts";

const PER_PAGE = 20;

/** Of whom a meeting was recorded a moment ago, so that it can be undone whoever is listed. */
interface JustRecorded {
  student: string;
}

/** An advisor's own students, first who is most behind, with their meetings. */
export const myStudentsPage = (
  desk: Desk,
  all: readonly OwnStudent[],
  filter: MineFilter,
  just?: JustRecorded,
): Html => {
  const listed = listedOf(all, filter);
  const last = Math.max(0, Math.ceil(listed.length / PER_PAGE) - 1);
  const at = { ...filter, page: Math.min(filter.page, last) };
  const from = at.page * PER_PAGE;
  const shown = listed.slice(from, from + PER_PAGE);
  const changed = all.find(({ student }) => student.person === just?.student);
  const away = changed && !shown.includes(changed) ? changed : undefined;
  return html`<h1>${STAFF_PAGES.mine.title}</h1>
    ${
      all.length === 0
        ? NOBODY
        : html`${mineForm(desk.program, all, filter)}
    <p class="quiet beside"><a href="${STAFF_PAGES.notes.path}">${STAFF_PAGES.notes.title}</a></p>
    ${
      away
        ? html`<section aria-label="Just recorded" class="just"><h2>Just recorded</h2>
      <ul class="advised">${row(desk, away, at)}</ul></section>`
        : ""
    }
    <section aria-label="My students">
      <p class="quiet count">${summary(all, listed, from, shown.length)}</p>
      ${
        listed.length === 0
          ? html`<p class="quiet empty">None of your students is listed by this.
              <a href="${STAFF_PAGES.mine.path}">Show all of them</a></p>`
          : html`<ul class="advised">${shown.map((one) => row(desk, one, at))}</ul>`
      }
      <nav class="pages" aria-label="More students">
        ${at.page > 0 ? html`<a href="${mineAddress({ ...at, page: at.page - 1 })}">Before</a>` : html`<span></span>`}
        ${at.page < last ? html`<a href="${mineAddress({ ...at, page: at.page + 1 })}">More</a>` : ""}
      </nav>
    </section>`
    }`;
};

const NOBODY = html`<p class="quiet empty">No student is yours yet. Whose students are whose follows from the roster and
  the list of people: a society, a site or a specialty that stands in both. If somebody is missing here, the office
  corrects it.</p>`;

const summary = (all: readonly OwnStudent[], listed: readonly OwnStudent[], from: number, many: number) => {
  const behind = listed.filter((one) => one.behind > 0).length;
  const span = many < listed.length ? `, ${counted(from + 1)} to ${counted(from + many)}` : "";
  return `${counted(listed.length)} of ${counted(all.length)} students${span}. ${
    behind === 0 ? "Nobody of them is behind." : `${counted(behind)} of them behind, listed first.`
  }`;
};

const NOTHING_ASKED = html`<p class="quiet">Nothing is asked of them now.</p>`;

const row = (desk: Desk, one: OwnStudent, filter: MineFilter): Html => {
  const { student, open, meetings, behind } = one;
  const { program, time, now } = desk;
  const status = statusOn(student, time.day(now()));
  const rows = [
    ...open.map((item) => openRow(desk, one, item)),
    ...meetings.map((item) => meetingRow(desk, student, item, filter)),
  ];
  return html`<li id="s-${student.person}" class="panel">
    <h2><a href="${studentPage(student.person)}">${nameOrNumber(student)}</a>
      ${behind > 0 ? html`<b class="badge bad">behind with ${counted(behind)}</b>` : ""}
      ${status === "active" ? "" : html`<b class="badge">${status}</b>`}</h2>
    <p class="quiet">${cohortTitle(program, cohortOf(student))} · ${phaseTitle(program, student)}</p>
    ${rows.length === 0 ? NOTHING_ASKED : html`<ul class="tasks">${rows}</ul>`}
    <p class="quiet beside"><a href="${theirMailsPage(student.person)}">Mails they got</a> ·
      <a href="${notePage(student.person)}">My note</a></p>
  </li>`;
};

const openRow = ({ time }: Desk, { student }: OwnStudent, { occurrence, part, isBehind }: AskedItem): Html => {
  const { milestone, id, opens, closes } = occurrence;
  const until = closes ? `, by ${time.plainDate(closes)}` : "";
  const inPart = part?.task?.answers ? "; answered in part" : "";
  return html`<li><p><a href="${studentItemPage(student.person, id)}">${milestone.title}</a>
    <b class="badge ${isBehind ? "bad" : "due"}">${isBehind ? "behind" : "open"}</b></p>
    <p class="quiet">asked ${time.plainDate(opens)}${until}${inPart}</p></li>`;
};
