import type { Student } from "#domain/people/student.ts";
import { sendMail } from "../../../functions/send-mail/send-mail.ts";
import { messageTo, occurrence, queuedAt, schoolWith, studentNamed } from "../send-mail/april.fixture.ts";

export const ada = studentNamed("ada");

/** A school whose opening mail went out to those students. */
export const mailed = async (students: readonly Student[] = [ada]) => {
  const school = await schoolWith(students);
  await sendMail(school, messageTo(students), queuedAt);
  return school;
};
export type School = Awaited<ReturnType<typeof mailed>>;

/** A school whose opening mail went out to ada, but SES's answer was lost. */
export const unanswered = async (): Promise<School> => {
  const school = await schoolWith([ada]);
  school.mailer.trouble("answer lost after taking");
  await sendMail(school, messageTo([ada]), queuedAt);
  return school;
};

export const stateOf = async ({ parts }: School, wave = "open", student = "ada") =>
  (await parts.get(occurrence, student))?.mails[wave]?.state;
