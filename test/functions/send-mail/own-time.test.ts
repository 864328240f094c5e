import { expect, test } from "vitest";
import { MailPlanned } from "#events/mail/mail-planned.ts";
import { queueListener } from "../../../functions/listeners/queue-listener.ts";
import { sendMail } from "../../../functions/send-mail/send-mail.ts";
import { contextAt } from "../lambda.fixture.ts";
import { messageTo, occurrence, schoolWith, studentNamed } from "./april.fixture.ts";

const [ada, ben] = [studentNamed("ada"), studentNamed("ben")];

/** Ten minutes before the hours of mails end, on a Friday (19:50 in Boston). */
const FRIDAY_EVENING = "2027-04-02T23:50:00.000Z";
const AFTER_THE_HOURS = "2027-04-03T00:02:00.000Z";
/** 03:00 in Boston. */
const SUNDAY_NIGHT = "2027-04-04T07:00:00.000Z";

/** Lets the sender have a message that the queue first handed out on Friday evening, and again now. */
const received = async (now: string, times: number) => {
  const school = await schoolWith([ada, ben]);
  const handler = queueListener(
    MailPlanned,
    () =>
      (message, { at, times: receives }, left) =>
        sendMail(school, message, at, receives, left),
  );
  const attributes = {
    SentTimestamp: String(Date.parse(FRIDAY_EVENING)),
    ApproximateFirstReceiveTimestamp: String(Date.parse(FRIDAY_EVENING)),
    ApproximateReceiveCount: String(times),
  };
  const record = { messageId: "m1", body: JSON.stringify(messageTo([ada, ben])), attributes };
  const { batchItemFailures } = await handler({ Records: [record] }, contextAt(now));
  const part = await school.parts.get(occurrence, "ada");
  return { mails: school.mailer.taken.length, comesBack: batchItemFailures.length > 0, open: part?.mails.open?.state };
};

test("a message of Friday evening goes out while the hours of mails last", async () => {
  expect(await received("2027-04-02T23:52:00.000Z", 2)).toEqual({ mails: 2, comesBack: false, open: "sent" });
});

test("one that came back after the hours is left to the next morning's plan, also where it came back early", async () => {
  const left = { mails: 0, comesBack: false, open: undefined };
  expect(await received(AFTER_THE_HOURS, 2)).toEqual(left);
  expect(await received(AFTER_THE_HOURS, 1)).toEqual(left);
});

test("one that comes back on Sunday at three goes to nobody", async () => {
  expect(await received(SUNDAY_NIGHT, 2)).toEqual({ mails: 0, comesBack: false, open: undefined });
});

test("of a message's groups those go out whose turn is within the hours of mails, and the plan gets the others", async () => {
  const groups = ["class1", "class2", "class3"];
  const students = groups.flatMap((group) =>
    Array.from({ length: 100 }, (_, nth) => studentNamed(`${group}-${String(nth).padStart(3, "0")}`)),
  );
  const school = await schoolWith(students);
  // The first group is sent ten seconds before the hours end, and takes twenty.
  let left = 60_000;
  const send: typeof school.mailer.send = (mail) => {
    left -= 10_000;
    return school.mailer.send(mail);
  };
  const summary = await sendMail(
    { ...school, mailer: { send } },
    messageTo(students),
    "2027-04-02T23:59:50.000Z",
    1,
    () => left,
  );
  expect(summary).toMatchObject({ sent: 100, left: 200 });
  const parts = await school.parts.ofOccurrence(occurrence);
  expect(parts.map(({ student }) => student.slice(0, 6))).toEqual(Array.from({ length: 100 }, () => "class1"));
});
