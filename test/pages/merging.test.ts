import { expect, test } from "vitest";
import { consoleOfRosters } from "../console/console-of-rosters.ts";

test("who may be one with somebody leads to a question that shows what stays; a yes makes them one, for good", async () => {
  const { upload, get, post, keyOf, standing } = await consoleOfRosters();
  await upload("05-before.csv");
  await upload("05-after-name-change.csv");
  const [old, now] = [await keyOf("lee.tran@students.example.edu"), await keyOf("lee.voss@students.example.edu")];
  const page = `/students/${now}/merge/${old}`;
  expect(await get(`/students/${now}`)).toContain(`href="${page}"`);
  const question = await get(page);
  expect(question).toMatch(/<th scope="row">Last name<\/th>\s*<td>Voss<\/td><td>Tran<\/td>/);
  expect(question).toContain("This cannot be taken back");
  expect(question).toContain(`href="/students/${old}/merge/${now}"`);
  expect(await post(page, { decision: "release" })).toContain("Not understood");
  expect(Object.keys(await standing())).toHaveLength(2);
  expect(await post(page, { decision: "merge" })).toContain("One person now");
  expect(await standing()).toEqual({ "lee.voss@students.example.edu": "active" });
  // Asked again, the same order goes on where it broke off.
  expect(await post(page, { decision: "merge" })).toContain("One person now");
});

test("nobody is made one with themselves, or with somebody whom the office removed", async () => {
  const { upload, records, answer, keyOf } = await consoleOfRosters();
  await upload("04-august.csv");
  const [one, other] = [await keyOf("00410101"), await keyOf("00410104")];
  await records.people.remove("00410104", { at: "2026-09-02T10:00:00.000Z", why: "office" });
  for (const path of [`/students/${one}/merge/${one}`, `/students/${one}/merge/${other}`])
    expect((await answer(new Request(`http://localhost:3000${path}`))).status).toBe(404);
});
