import { describe, expect, test } from "vitest";
import { memoryMailQueue } from "#adapters/mail-queue/memory-mail-queue.ts";
import { remind } from "../../functions/remind/remind.ts";
import { sendMail } from "../../functions/send-mail/send-mail.ts";
import { trackMails } from "../../functions/track-mail/track-mail.ts";
import { ordering } from "../cli/office/ordering.fixture.ts";
import { messageTo, occurrence, plannedAt, queuedAt, studentNamed } from "../functions/send-mail/april.fixture.ts";
import { bounceOf, byBus, feedback, tagsOf } from "../functions/track-mail/feedback.fixture.ts";

const ada = studentNamed("ada");
const bo = studentNamed("bo");
const NEXT_DAY = "2027-04-02T15:00:00.000Z";

/** What a morning puts on the queue, as `school id wave`. */
const morning = async (school: Awaited<ReturnType<typeof ordering>>, date: string): Promise<string[]> => {
  const queue = memoryMailQueue();
  const started = { startedOn: async () => "2027-04-01" };
  const day = { type: "day.began", version: 1, scheduledAt: `${date}T13:00:00Z` } as const;
  await remind({ ...school, school: started, queue }, day);
  const messages = queue.takeAll();
  for (const message of messages) await sendMail(school, message, `${date}T13:00:05.000Z`);
  return messages.flatMap(({ occurrence: of, wave, people }) =>
    of === occurrence ? people.map((id) => `${id} ${wave}`) : [],
  );
};

describe("22: a mailbox that came later", () => {
  test("is listed as failed, gets nothing, and once it is tried again gets what bounced and all that comes (https://github.com/pypi/warehouse/issues/18501)", async () => {
    const school = await ordering([ada, bo], NEXT_DAY);
    await sendMail(school, messageTo([ada, bo]), queuedAt);
    const hard = feedback("Bounce", { detail: bounceOf("Permanent", "General", "5.1.1") });
    await trackMails(school, byBus(hard));
    school.suppressionList.listed.add(ada.email);
    expect(await school.order({ order: "people", only: "failed" })).toMatch(/^S-ada .* bounced +2027-04-01$/m);
    expect(await morning(school, "2027-04-02")).toEqual([]);

    const said = await school.order({ order: "retry-address", person: "S-ada" });
    expect(said).toContain(`Next morning: ${occurrence}/open`);
    expect(school.suppressionList.listed).toEqual(new Set());
    expect(await school.order({ order: "people", only: "failed" })).toBe("Nobody's address has failed.\n");
    expect(await morning(school, "2027-04-05")).toEqual(["S-ada open"]);
    expect(await morning(school, "2027-04-06")).toEqual([]);
    expect(await morning(school, "2027-04-08")).toEqual(["S-ada remind-1", "S-bo remind-1"]);
  });

  test("stays as it is where the person says no, and where it has not failed there is nothing to try", async () => {
    const school = await ordering([ada], NEXT_DAY);
    await expect(school.order({ order: "retry-address", person: "S-ada" })).rejects.toThrow("has not failed");
    await school.people.markAddress("S-ada", { state: "complained", at: queuedAt, email: ada.email });
    school.desk.answer = false;
    const said = await school.order({ order: "retry-address", person: "S-ada" });
    expect(said).toContain("They marked a mail as spam");
    expect(said).toContain("Nothing was changed.");
    expect(await school.order({ order: "people", only: "failed" })).toContain("complained");
  });

  test("that bounces again is on the list again (https://github.com/zulip/zulip/pull/33633)", async () => {
    const school = await ordering([ada], NEXT_DAY);
    await sendMail(school, messageTo([ada]), queuedAt);
    const hard = (attempt: number) =>
      feedback("Bounce", { detail: bounceOf("Permanent", "General", "5.1.1"), tags: tagsOf("ada", attempt) });
    await trackMails(school, byBus(hard(1)));
    await school.order({ order: "retry-address", person: "S-ada" });
    expect(await morning(school, "2027-04-05")).toEqual(["S-ada open"]);
    const attempt = (await school.parts.get(occurrence, "ada"))?.mails.open?.attempt ?? 0;
    await trackMails(school, byBus(hard(attempt)));
    expect(await school.order({ order: "people", only: "failed" })).toContain("bounced");
  });
});

describe("23: a deployed stage in April", () => {
  test("lists who has not answered, and nobody who has is reminded (https://github.com/galaxyproject/galileo/issues/89)", async () => {
    const school = await ordering([ada, bo], NEXT_DAY);
    await sendMail(school, messageTo([ada, bo]), queuedAt);
    await school.order({ order: "done", person: "S-bo", occurrence, by: "the office" });
    const csv = await school.order({ order: "people", unanswered: occurrence, csv: true });
    expect(
      csv
        .split("\n")
        .slice(1, -1)
        .map((row) => row.split(",")[0]),
    ).toEqual(["S-ada"]);
    expect(await morning(school, "2027-04-08")).toEqual(["S-ada remind-1"]);
  });

  test("reminds again whose “done” was a slip, and waives whom it cannot concern (https://github.com/Automattic/sensei/issues/5075)", async () => {
    const school = await ordering([ada, bo], NEXT_DAY);
    await sendMail(school, messageTo([ada, bo]), queuedAt);
    const slip = { order: "done", person: "S-bo", occurrence, by: "the office" } as const;
    await school.order(slip);
    await school.order({ ...slip, undo: true });
    await school.order({ order: "waive", person: "S-ada", occurrence, by: "the office", reason: "on research leave" });
    expect(await morning(school, "2027-04-08")).toEqual(["S-bo remind-1"]);
  });
});

describe("18: one click in January", () => {
  test("is seen by staff and taken back at the student's word, and who did so is kept (https://github.com/mautic/mautic/issues/323)", async () => {
    const school = await ordering([ada, bo], NEXT_DAY);
    await sendMail(school, messageTo([ada, bo]), queuedAt);
    await school.choices.decline("ada", "nudges", plannedAt);
    expect(await school.order({ order: "choices", person: "S-bo", by: "the office" })).toContain("declined nothing");
    expect(await school.order({ order: "people", only: "declined" })).toMatch(/^S-ada .* nudges$/m);
    const undo = { order: "choices", person: "S-ada", by: "R. Vance", undo: "nudges" } as const;
    school.desk.answer = false;
    expect(await school.order(undo)).toContain("Nothing was changed.");
    expect(await school.choices.of("ada")).toEqual(["nudges"]);
    school.desk.answer = true;
    expect(await school.order(undo)).toContain("Recorded: nudges is wanted again.");
    expect(await school.order(undo)).toContain("They get mails of the kind nudges.");
    const said = await school.order({ order: "choices", person: "S-ada", by: "anybody" });
    expect(said).toContain("2027-04-02 by R. Vance, at their word");
    expect(await morning(school, "2027-04-08")).toEqual(["S-ada remind-1", "S-bo remind-1"]);
  });
});
