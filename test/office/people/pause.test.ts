import { describe, expect, test } from "vitest";
import { memoryRecords } from "#adapters/records/memory-records.ts";
import { memoryFiles } from "#adapters/s3/memory-files.ts";
import { phaseMove } from "#domain/calendar/phases.ts";
import { doubtsOf, isListed } from "#domain/people/held.ts";
import { mergePeople, whatMergingDoes } from "#office/people/merge.ts";
import { nextMails } from "#office/people/next-mails.ts";
import { pausePerson, takeUpPerson } from "#office/people/pause.ts";
import { holdAgain, releasePerson } from "#office/people/release.ts";
import { importRoster } from "../../../functions/import-roster/import-roster.ts";
import { sendMail } from "../../../functions/send-mail/send-mail.ts";
import { program } from "../../domain/calendar/program.fixture.ts";
import { rosterFile } from "../../functions/class.fixture.ts";
import { messageTo, plannedAt, queuedAt, schoolWith, studentNamed } from "../../functions/send-mail/april.fixture.ts";

const [ada, ben] = [studentNamed("ada"), studentNamed("ben")];
const WHY = { at: "2027-03-20T15:00:00.000Z", says: "Paused by Dana: asked for quiet" };
const DOUBT = { reason: "status", since: WHY.at, evidence: "status:x", says: "Nobody knows “x”." } as const;

const school = async () => {
  const records = memoryRecords();
  for (const one of [ada, ben]) await records.people.save(one);
  await records.school.start("2026-08-03");
  const now = async (key = "ada") => {
    const found = (await records.people.all()).find(({ person }) => person === key);
    if (found === undefined) throw new Error(`no ${key}`);
    return found;
  };
  return { ...records, program, now, files: memoryFiles() };
};

describe("a student who is paused", () => {
  test("is planned no mail, while their classmate is; taken up again they get one, like who joins late", async () => {
    const needs = await school();
    const [eve, morning] = ["2027-04-01T20:00:00.000Z", "2027-04-08T15:00:00.000Z"];
    expect(await pausePerson(needs.people, ada, WHY)).toBe(true);
    expect(await nextMails(needs, await needs.now(), eve)).toBeUndefined();
    expect((await nextMails(needs, await needs.now("ben"), eve))?.mails).toHaveLength(1);
    expect(await takeUpPerson(needs.people, await needs.now(), "2027-04-08")).toBe(true);
    const taken = await needs.now();
    expect([taken.held, taken.released, taken.backOn]).toEqual([undefined, undefined, "2027-04-08"]);
    expect((await nextMails(needs, taken, morning))?.mails).toHaveLength(1);
  });

  test("gets none either that was on the queue when they were paused", async () => {
    const sending = await schoolWith([ada, ben]);
    await pausePerson(sending.people, ada, { ...WHY, at: plannedAt });
    await sendMail(sending, messageTo([ada, ben]), queuedAt);
    expect(sending.mailer.taken.map(({ to }) => to)).toEqual([ben.email]);
  });

  test("moves on to the next phase and takes part, unlike one of whom something is doubted", async () => {
    const needs = await school();
    await pausePerson(needs.people, ada, WHY);
    const paused = await needs.now();
    expect(isListed(paused)).toBe(true);
    expect(phaseMove(program, paused, "2027-04-01")).toEqual(phaseMove(program, ada, "2027-04-01"));
    expect(phaseMove(program, { ...ada, held: DOUBT }, "2027-04-01")).toBeUndefined();
  });

  test("is paused once, and taken up once, each by who saw how they stood", async () => {
    const needs = await school();
    await pausePerson(needs.people, ada, WHY);
    const paused = await needs.now();
    expect(await pausePerson(needs.people, ada, { ...WHY, at: plannedAt })).toBe(false);
    expect(await pausePerson(needs.people, paused, { ...WHY, at: plannedAt })).toBe(false);
    expect(await takeUpPerson(needs.people, ada, "2027-04-08")).toBe(false);
    expect(await takeUpPerson(needs.people, paused, "2027-04-08")).toBe(true);
    expect(await takeUpPerson(needs.people, paused, "2027-04-08")).toBe(false);
    expect(await pausePerson(needs.people, await needs.now(), { ...WHY, at: plannedAt })).toBe(true);
  });

  test("stays paused whatever the next roster says of them", async () => {
    const needs = await school();
    await pausePerson(needs.people, ada, WHY);
    await needs.files.write("rosters", "incoming/r.csv", {
      text: rosterFile([{ ...ada, society: "Peabody" }]),
      contentType: "text/csv",
    });
    await importRoster(
      { ...needs, newKey: () => "new" },
      {
        source: "aws.s3",
        "detail-type": "Object Created",
        time: "2027-03-25T14:10:00Z",
        detail: { bucket: { name: "rosters" }, object: { key: "incoming/r.csv", size: 1 } },
      },
    );
    expect(await needs.now()).toMatchObject({ society: "Peabody", held: { reason: "paused", says: WHY.says } });
  });
});

describe("a pause and a doubt of the same student", () => {
  const both = async () => {
    const needs = await school();
    await pausePerson(needs.people, ada, WHY);
    const { held } = await needs.now();
    await needs.people.hold("S-ada", { held: { ...DOUBT, also: doubtsOf({ held }) }, seen: held?.evidence });
    return needs;
  };

  test("end each by its own deed: letting go leaves the pause, taking up leaves the doubt", async () => {
    const needs = await both();
    expect(await releasePerson(needs.people, await needs.now(), "2027-04-01")).toBe(true);
    const paused = await needs.now();
    expect([paused.held?.reason, paused.held?.also, paused.released, paused.backOn]).toEqual([
      ...["paused", undefined, ["status:x"], undefined],
    ]);
    expect(await releasePerson(needs.people, paused, "2027-04-01")).toBe(false);
    expect(await holdAgain(needs.people, paused, { at: plannedAt, says: "again" })).toBe(true);
    expect((await needs.now()).held).toMatchObject({ reason: "status", also: [{ reason: "paused" }] });
    expect(await takeUpPerson(needs.people, await needs.now(), "2027-04-01")).toBe(true);
    expect((await needs.now()).held).toMatchObject({ reason: "status" });
    expect((await needs.now()).held?.also).toBeUndefined();
  });

  test("who turns out to be somebody else leaves the pause to who stays", async () => {
    const needs = await school();
    await pausePerson(needs.people, ben, WHY);
    const [stays, gone] = [await needs.now("ada"), await needs.now("ben")];
    const merging = await whatMergingDoes(needs, stays, gone);
    expect(await mergePeople(needs, merging, { at: plannedAt, backOn: "2027-04-01" })).toBe(true);
    expect((await needs.now()).held).toMatchObject({ reason: "paused", says: WHY.says });
  });
});
