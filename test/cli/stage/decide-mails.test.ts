import { beforeEach, describe, expect, test } from "vitest";
import { type MemoryMailQueue, memoryMailQueue } from "#adapters/mail-queue/memory-mail-queue.ts";
import { memoryRecords } from "#adapters/records/memory-records.ts";
import { run } from "../../../cli/run.ts";
import {
  decideNamed,
  listRejected,
  listUnknown,
  type MailsNeeds,
  mailsNamed,
} from "../../../cli/stage/decide-mails.ts";
import { sendMail } from "../../../functions/send-mail/send-mail.ts";
import {
  messageTo,
  occurrence,
  plannedAt,
  queuedAt,
  schoolWith,
  studentNamed,
} from "../../functions/send-mail/april.fixture.ts";

const students = [studentNamed("ada"), studentNamed("bo")];
const MAILING = { occurrence, wave: "open", student: undefined };

let said: string;
let asked: string[];
let queue: MemoryMailQueue;
let needs: MailsNeeds & Pick<Awaited<ReturnType<typeof schoolWith>>, "parts">;
const screen = { write: (text: string) => (said += text) };

beforeEach(async () => {
  const school = await schoolWith(students);
  school.mailer.trouble("answer lost after taking");
  await sendMail(school, messageTo(students), queuedAt);
  [said, asked, queue] = ["", [], memoryMailQueue()];
  const ask = async (question: string) => asked.push(question) > 0;
  const now = "2027-04-01T15:00:00.000Z";
  const { auditLog } = memoryRecords();
  const asking = { out: screen, err: screen, now, user: "rvance", ask };
  needs = { ...school, ...asking, auditLog, students: async () => students, queue: async () => queue };
});

describe("the mails that nobody knows of", () => {
  test("are listed by what names them, cohort, since when and student", async () => {
    await listUnknown(needs);
    expect(said).toContain(`${occurrence}/open/ada  pathways-2029  2027-04-01 09:00 EDT  ada Example\n`);
    expect(said.trim().split("\n")).toHaveLength(3);
  });

  test("are listed without names for whom the roster is not to read", async () => {
    await listUnknown({ ...needs, students: async () => undefined });
    expect(said).toContain(`${occurrence}/open/ada  pathways-2029  2027-04-01 09:00 EDT\n`);
  });

  test("are none once they are decided", async () => {
    await decideNamed(needs, MAILING, "leave");
    said = "";
    await listUnknown(needs);
    expect(said).toContain("Of every mail in sight it is known");
  });
});

describe("the mails that SES refused", () => {
  test("are listed by what names them, cohort, when, student and why", async () => {
    const reason = "SES could not fill in the template";
    const mail = { state: "rejected", plannedAt, attempt: 1, at: queuedAt, reason } as const;
    await needs.parts.learn([{ part: { occurrence, student: "ada" }, wave: "open", mail }]);
    await listRejected(needs);
    expect(said).toBe(
      `mail  cohort  refused at  student  why\n${occurrence}/open/ada  pathways-2029  2027-04-01 09:00 EDT  ada Example  ${reason}\n`,
    );
  });

  test("are none where it refused none", async () => {
    await listRejected(needs);
    expect(said).toBe("Of the mails in sight SES refused none.\n");
  });
});

describe("a decision", () => {
  test("shows what it comes to, asks, and puts what is sent again on the queue at once", async () => {
    await needs.parts.complete(occurrence, "bo", { id: "survey", at: needs.now });
    await decideNamed(needs, MAILING, "send again");
    expect(said).toContain("sent again it would not go out: its student has done it since");
    expect(said).toContain("2 to send again. Should SES have taken it the first time, its student gets it twice.");
    expect(asked).toEqual(["send again 2?"]);
    expect(said).toContain("2 decided: send again.");
    expect(queue.held).toEqual([messageTo(students)]);
  });

  test("changes nothing where the person says no", async () => {
    await decideNamed({ ...needs, ask: async () => false }, MAILING, "leave");
    expect(said).toContain("Nothing was changed.");
    expect((await needs.parts.get(occurrence, "ada"))?.mails.open?.state).toBe("ambiguous");
  });

  test("is of one student where their key is named", async () => {
    await decideNamed(needs, { ...MAILING, student: "bo" }, "leave");
    expect((await needs.parts.get(occurrence, "ada"))?.mails.open?.state).toBe("ambiguous");
    expect((await needs.parts.get(occurrence, "bo"))?.mails.open?.state).toBe("left");
  });

  test("to send again waits for the morning where the roster is not to read", async () => {
    await decideNamed({ ...needs, students: async () => undefined }, MAILING, "send again");
    expect(said).toContain("they go out with the next morning's run");
    expect(queue.held).toEqual([]);
    expect((await needs.parts.get(occurrence, "ada"))?.mails.open?.state).toBe("retry");
  });

  test("says of how many evidence came while the person was asked", async () => {
    const ask = async () => {
      const mail = { state: "delivered", plannedAt: messageTo([]).plannedAt, attempt: 1, at: needs.now } as const;
      await needs.parts.learn([{ part: { occurrence, student: "ada" }, wave: "open", mail }]);
      return true;
    };
    await decideNamed({ ...needs, ask }, MAILING, "send again");
    expect(said).toContain("1 decided: send again.\n1 were settled meanwhile");
  });

  test("of what is not unknown is a fault of the input", async () => {
    await expect(decideNamed(needs, { ...MAILING, wave: "remind-1" }, "leave")).rejects.toThrow("No such mail");
  });
});

describe("the name of mails", () => {
  test.each(["retake-cim-survey", "retake-cim-survey@2027", "a@2027/open/", "a@2027/open/k/more"])(
    "is not %s, which is a fault of usage",
    async (text) => {
      expect(mailsNamed(text)).toBeUndefined();
      expect(await run(["mails", "--stage", "dev", "--leave", text], { out: screen, err: screen })).toBe(2);
      expect(said).toContain("Write occurrence/wave");
    },
  );
});
