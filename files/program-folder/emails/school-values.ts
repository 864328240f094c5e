import type { Milestone } from "#domain/calendar/program.ts";
import type { School } from "#domain/time/school.ts";
import type { Written } from "../written.ts";
import type { SchoolValues } from "./mail-fields.ts";

/** E-mail ids of a milestone by the name of the wave in `calendar.yaml`. */
export const mailsOf = ({ mails }: Milestone): [wave: string, email: string][] =>
  Object.entries(mails).flatMap(([wave, emails]) =>
    [emails ?? []].flat().map((email): [string, string] => [wave, email]),
  );

/** Milestones that send an e-mail, each once. */
export const sendersOf = (milestones: readonly Written<Milestone>[], email: string): Written<Milestone>[] =>
  milestones.filter(({ value }) => mailsOf(value).some(([, id]) => id === email));

/** A role of the school, with whoever holds it now. */
export interface RoleHolder {
  title: string;
  email: string;
}

/** The role that owns what an e-mail is about; nobody where none is named, or several are. */
export const ownerOf = (
  school: School,
  milestones: readonly Written<Milestone>[],
  email: string,
): RoleHolder | undefined => {
  const [role, ...others] = [...new Set(sendersOf(milestones, email).map(({ value }) => value.owner))];
  return role === undefined || others.length > 0 ? undefined : school.roles?.[role];
};

/** What the school fields stand for in one e-mail; the milestone's title is empty where none or several send it. */
export const schoolValues = (
  school: School,
  milestones: readonly Written<Milestone>[],
  email: string,
): SchoolValues => {
  const [only, ...others] = sendersOf(milestones, email);
  return {
    schoolName: school.name,
    schoolShortName: school.shortName,
    officeName: school.office.name,
    officeEmail: school.office.email,
    milestoneTitle: only !== undefined && others.length === 0 ? only.value.title : "",
  };
};
