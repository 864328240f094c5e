import { expect, test } from "vitest";
import type { KnownUser, Users } from "#adapters/users/users.ts";

const [JULY, AUGUST] = ["2026-07-01T04:00:00.000Z", "2026-08-01T04:00:00.000Z"];

const lena = (change: Partial<KnownUser> = {}): KnownUser => ({
  ...{ id: "F1", email: "lena@example.edu", name: "Lena Berg", roles: ["society-advisor"], societies: ["Alder"] },
  ...{ specialties: [], capacity: 12, status: "active", givenAt: JULY },
  ...change,
});

/** What every store of users does; `open` makes an empty one. */
export const usersContract = (open: () => Promise<Users>): void => {
  test("are answered as they were saved, in the order of their ids", async () => {
    const users = await open();
    expect(await users.all()).toEqual([]);
    for (const id of ["F2", "F1"]) expect(await users.save(lena({ id }))).toBe(true);
    expect(await users.all()).toEqual([lena(), lena({ id: "F2" })]);
    expect(await users.get("F2")).toEqual(lena({ id: "F2" }));
    expect(await users.get("F3")).toBeUndefined();
  });

  test("the file that was uploaded later stands, also over one of the same moment", async () => {
    const users = await open();
    const away = lena({ roles: [], status: "inactive", givenAt: AUGUST });
    expect(await users.save(away)).toBe(true);
    expect(await users.save(lena())).toBe(false);
    expect(await users.get("F1")).toEqual(away);
    expect(await users.save({ ...away, name: "Lena B" })).toBe(true);
    expect(await users.get("F1")).toEqual({ ...away, name: "Lena B" });
  });
};
