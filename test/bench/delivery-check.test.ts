import { expect, test } from "vitest";
import { answers, mailsOf, numbersIn, spanOf, ZONES } from "../../bench/mail/cohort.ts";
import { checkDelivery, isExact } from "../../bench/mail/delivery-check.ts";

const STUDENTS = 20;
const once = () => new Uint8Array(STUDENTS).fill(1);
const remindersOf = () => Uint8Array.from(numbersIn({ first: 0, end: STUDENTS }), (nth) => (answers(nth) ? 0 : 1));

test("a delivery is exact when everybody is asked once and all who did not answer are reminded once", () => {
  const found = checkDelivery(once(), remindersOf());
  expect(found).toEqual({ students: STUDENTS, sent: mailsOf(STUDENTS), missing: 0, duplicates: 0, unwanted: 0 });
  expect(isExact(found)).toBe(true);
});

test("a mail that never came is missing", () => {
  const opening = once();
  opening[4] = 0;
  expect(checkDelivery(opening, remindersOf())).toMatchObject({ missing: 1, duplicates: 0 });
});

test("second and third copies are duplicates", () => {
  const opening = once();
  opening[4] = 3;
  const found = checkDelivery(opening, remindersOf());
  expect(found).toMatchObject({ missing: 0, duplicates: 2, sent: mailsOf(STUDENTS) + 2 });
  expect(isExact(found)).toBe(false);
});

test("a reminder to one who answered is unwanted", () => {
  const reminders = remindersOf();
  reminders[0] = 1;
  expect(checkDelivery(once(), reminders)).toMatchObject({ unwanted: 1, duplicates: 0, missing: 0 });
});

test("the time zones share out every student once", () => {
  const numbers = ZONES.flatMap((_, zone) => [...numbersIn(spanOf(1_000, zone))]);
  expect(numbers).toEqual([...numbersIn({ first: 0, end: 1_000 })]);
});
