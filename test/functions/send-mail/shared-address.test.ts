import { expect, test } from "vitest";
import { sendMail } from "../../../functions/send-mail/send-mail.ts";
import { messageTo, occurrence, queuedAt, schoolWith, studentNamed } from "./april.fixture.ts";

test("two students with one address get a mail each, with their own link, which says nothing of the other", async () => {
  const email = "both@students.example";
  const both = [
    studentNamed("ada", { email, firstName: "Adalbertine" }),
    studentNamed("ben", { email, firstName: "Benedictus" }),
  ];
  const school = await schoolWith(both);
  await sendMail(school, messageTo(both), queuedAt);
  const [first, second] = school.mailer.taken;
  expect(school.mailer.taken.map(({ to }) => to)).toEqual([email, email]);
  expect([first?.tags.student, second?.tags.student]).toEqual(["ada", "ben"]);
  expect(first?.values.text.link).not.toBe(second?.values.text.link);
  expect(JSON.stringify(first)).not.toContain("Benedictus");
  expect(JSON.stringify(second)).not.toContain("Adalbertine");
  for (const { person } of both) expect((await school.parts.get(occurrence, person))?.mails.open?.state).toBe("sent");
});
