import { html, raw } from "hono/html";
import type { Program } from "#domain/calendar/program.ts";
import { FORM_COLUMNS, type FormColumn, type FormValues } from "#office/imports/student-row.ts";
import type { Html } from "../../../kit/html.ts";

/** How a column is asked for. */
interface FieldAsked {
  label: string;
  type?: "email" | "number" | "date";
  hint?: string;
}

const ASKED: Record<FormColumn, FieldAsked> = {
  student_id: { label: "Number" },
  email: { label: "Address", type: "email" },
  first_name: { label: "First name" },
  last_name: { label: "Last name" },
  preferred_name: { label: "Preferred name", hint: "shown instead of the first one" },
  track: { label: "Track" },
  matriculation_year: { label: "Entered in", type: "number" },
  graduation_year: { label: "Graduates in", type: "number", hint: "empty: the track’s usual length" },
  society: { label: "Society" },
  society_advisor_email: { label: "Their advisor’s address", type: "email" },
  status: { label: "Status" },
  leave_from: { label: "First day of a leave", type: "date" },
  leave_until: { label: "Last day of a leave", type: "date" },
  degree: { label: "Degree" },
  site: { label: "Clinical site" },
  mailbox: { label: "Mailbox" },
  cim_access_code: { label: "AAMC access code", hint: "empty: as it is" },
};

const STATUSES = ["active", "leave", "withdrawn", "graduated", "deceased"];
const NEEDED: readonly FormColumn[] = ["student_id", "email", "last_name", "track", "matriculation_year"];

const choice = (name: string, options: readonly (readonly [string, string])[], value: string): Html =>
  html`<select id="${name}" name="${name}">${options.map(
    ([id, title]) => html`<option value="${id}" ${id === value ? raw("selected") : ""}>${title}</option>`,
  )}</select>`;

const input = (column: FormColumn, value: string, isNeeded: boolean): Html =>
  html`<input id="${column}" name="${column}" type="${ASKED[column].type ?? "text"}" value="${value}"
    autocomplete="off" ${isNeeded ? raw("required") : ""} />`;

/** The fields of a student. `isNew`: nothing is known of them yet. */
export const studentFields = ({ tracks }: Program, values: FormValues, isNew: boolean): Html => {
  const fieldOf = (column: FormColumn): Html => {
    const value = values[column] ?? "";
    if (column === "track")
      return choice(
        column,
        tracks.map(({ id, title }) => [id, title]),
        value,
      );
    if (column === "status")
      return choice(
        column,
        STATUSES.map((one) => [one, one]),
        value || "active",
      );
    return input(column, value, isNew && NEEDED.includes(column));
  };
  const asked = FORM_COLUMNS.filter((column) => isNew || column !== "student_id");
  return html`<div class="cards">${asked.map(
    (column) => html`<label class="field" for="${column}">${ASKED[column].label}
      ${fieldOf(column)}${ASKED[column].hint ? html`<span class="quiet">${ASKED[column].hint}</span>` : ""}</label>`,
  )}</div>`;
};
