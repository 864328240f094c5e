import { beforeEach, describe, expect, test } from "vitest";
import { officeOf, person } from "./office.fixture.ts";

const lena = person("lena", { roles: ["society-advisor"], societies: ["Castle"] });
const maya = person("maya", { roles: ["pce-advisor"], site: "Hill" });
const others = [person("dean", { roles: ["dean"] }), person("dana"), person("staff", { roles: ["staff"] }), maya];
const NOTE = "/office/students/ada/note";
const SECRET = "Talks of a sister; ask <b>kindly</b>.";

type Browser = Awaited<ReturnType<Awaited<ReturnType<typeof officeOf>>["entered"]>>;
let school: Awaited<ReturnType<typeof officeOf>>;
beforeEach(async () => {
  school = await officeOf(lena, ...others);
});

const seenIn = (body: string): string => /name="seen" value="([^"]*)"/.exec(body)?.[1] ?? "";

/** Sends the form of a note with the token of its page. */
const send = async (one: Browser, form: Record<string, string>, path = NOTE) =>
  one.ask(path, { form: { "form-token": await one.token("/office/mine"), ...form } });

const keep = async (one: Browser, text: string) =>
  send(one, { decision: "keep", seen: seenIn((await one.ask(NOTE)).body), text });

describe("a note to oneself", () => {
  test("is kept, shown again escaped, changed, and deleted, and the page says that it is no record", async () => {
    const one = await school.entered(lena);
    expect((await one.ask(NOTE)).body).toContain("It is not part of the student’s record");
    expect((await keep(one, `${SECRET}\r\nNext line`)).location).toBe(`${NOTE}?kept=yes`);
    const { body } = await one.ask(`${NOTE}?kept=yes`);
    expect(body).toContain("Talks of a sister; ask &lt;b&gt;kindly&lt;/b&gt;.\nNext line</textarea>");
    school.pass(1);
    await keep(one, "Shorter");
    expect((await one.ask("/office/notes")).body).toMatch(/ada Example[\s\S]*Shorter/);
    await send(one, { decision: "delete" });
    expect((await one.ask("/office/notes")).body).toContain("You keep no notes.");
    expect((await one.ask(NOTE)).body).not.toContain("Shorter");
  });

  test("is read by nobody else: no dean, no other advisor of the student, in no page, export or record", async () => {
    const one = await school.entered(lena);
    await keep(one, SECRET);
    for (const other of others) {
      const { ask } = await school.entered(other);
      for (const path of [
        NOTE,
        "/office/notes",
        "/office/students/ada",
        "/office/records",
        "/office/students/ada/mails",
      ])
        expect([path, (await ask(path)).body.includes("sister")]).toEqual([path, false]);
    }
    const director = await school.entered(person("dana"));
    expect((await director.ask(NOTE)).statusCode).toBe(404);
    for (const path of ["/office/students/ada/export", "/office/students/ada/export/student.json", "/office/records"]) {
      const { statusCode, body } = await director.ask(path);
      expect([path, statusCode, body.includes("sister"), /my note|kept a note/i.test(body)]).toEqual([
        path,
        200,
        false,
        false,
      ]);
    }
    expect((await school.entered(maya).then(({ ask }) => ask(NOTE))).body).not.toContain("sister");
  });

  test("has up to 4,000 characters; a longer one comes back whole with the reason, and nothing is kept", async () => {
    const one = await school.entered(lena);
    const long = await keep(one, "x".repeat(4_001));
    expect(long.statusCode).toBe(400);
    expect(long.body).toContain("These are 4001 characters");
    expect(long.body).toContain("x".repeat(4_001));
    expect(await school.records.notes.all("nobody")).toEqual([]);
    expect((await one.ask("/office/notes")).body).toContain("You keep no notes.");
    expect((await keep(one, "é".repeat(4_000))).statusCode).toBe(303);
  });

  test("in two tabs: the later sees what stands and keeps their text until they decide", async () => {
    const one = await school.entered(lena);
    const late = seenIn((await one.ask(NOTE)).body);
    await keep(one, "first tab");
    const { statusCode, body } = await send(one, { decision: "keep", seen: late, text: "second tab" });
    expect(statusCode).toBe(409);
    expect(body).toMatch(/You kept another note[\s\S]*first tab[\s\S]*second tab/);
    school.pass(1);
    expect((await send(one, { decision: "keep", seen: seenIn(body), text: "both" })).statusCode).toBe(303);
    expect((await one.ask(NOTE)).body).toContain("both");
  });

  test("about somebody else's student is a 404 like that of nobody, by each form, and nothing is kept", async () => {
    const one = await school.entered(lena);
    for (const form of [{ decision: "keep", seen: "", text: SECRET }, { decision: "delete" }, { decision: "?" }]) {
      const path = "/office/students/bo/note";
      const [theirs, nobody] = [await send(one, form, path), await send(one, form, path.replace("bo", "nobody"))];
      expect([theirs.statusCode, theirs]).toEqual([404, nobody]);
    }
    expect(await one.ask("/office/students/bo/note")).toEqual(await one.ask("/office/students/nobody/note"));
    expect((await one.ask("/office/notes")).body).toContain("You keep no notes.");
  });

  test("of somebody who is not theirs any more is still theirs to read and delete, without a name", async () => {
    const one = await school.entered(lena);
    await keep(one, SECRET);
    await school.records.people.remove("S-ada", { at: "2027-04-01T17:00:00.000Z", why: "office" });
    expect((await one.ask("/office/notes")).body).toMatch(/Somebody who is not your student any more[\s\S]*sister/);
    await send(one, { student: "ada" }, "/office/notes");
    expect((await one.ask("/office/notes")).body).toContain("You keep no notes.");
  });

  test("is not understood where its form is broken, and takes no other advisor's note away", async () => {
    const [one, other] = [await school.entered(lena), await school.entered(maya)];
    await keep(one, SECRET);
    for (const form of [{}, { decision: "keep" }, { decision: "keep", seen: "x".repeat(41), text: "" }])
      expect((await send(one, form)).statusCode).toBe(400);
    await send(other, { student: "ada" }, "/office/notes");
    await send(other, { decision: "delete" });
    expect((await one.ask(NOTE)).body).toContain("sister");
  });
});
