import { expect, test } from "vitest";
import { officeOf, person } from "./office.fixture.ts";

const [staff, lena] = [
  person("staff", { roles: ["staff"] }),
  person("lena", { roles: ["society-advisor"], societies: ["Castle"] }),
];
const liaison = person("liaison", { roles: ["liaison"] });

const searching = async (who: typeof staff) => {
  const { entered } = await officeOf(staff, lena, liaison);
  const one = await entered(who);
  const token = await one.token("/office/calendar");
  const search = (term: string) => one.ask("/office/search", { form: { "form-token": token, term } });
  return { ...one, search };
};

test("a student is found from any page by a part of a name, number or address, and led to where they are the only one", async () => {
  const { search, ask } = await searching(staff);
  expect((await ask("/office/calendar")).body).toContain('action="/office/search"');
  for (const term of ["ada", " S-ADA ", "ada@students.example"])
    expect((await search(term)).location).toBe("/office/students/ada");
  const both = await search("Example");
  expect([both.statusCode, both.location]).toEqual([200, ""]);
  expect(both.body).toContain("2 students found");
  expect(both.body).toMatch(/ada Example[\s\S]*bo Example/);
});

test("the term stands in no address, and as text on the page", async () => {
  const { search } = await searching(staff);
  const nobody = await search("<b>Nobody</b>");
  expect(nobody.body).toContain("“&lt;b&gt;Nobody&lt;/b&gt;”");
  expect(nobody.body).not.toMatch(/(href|action)="[^"]*Nobody/);
  for (const term of ["", "   ", "x".repeat(101)]) expect((await search(term)).statusCode).toBe(400);
});

test("nobody finds who is not theirs: they look like somebody who does not exist", async () => {
  const { search } = await searching(lena);
  expect((await search("ada")).location).toBe("/office/students/ada");
  const [other, nobody] = [await search("bo Ex"), await search("zz Ex")];
  expect(other.body.replaceAll("bo Ex", "")).toEqual(nobody.body.replaceAll("zz Ex", ""));
  expect((await search("Example")).location).toBe("/office/students/ada");
});

test("who has no students is offered no search, and gets what a page that does not exist gets", async () => {
  const { search, ask } = await searching(liaison);
  expect((await ask("/office/calendar")).body).not.toContain("/office/search");
  expect((await search("ada")).statusCode).toBe(404);
});
