import { ROLES, type Role, type User } from "#domain/access/user.ts";
import { suggest } from "../did-you-mean.ts";
import { addressFault, bareAddress, sendableAddress } from "../roster/address.ts";
import { readLine } from "../roster/fields.ts";
import { isOfReport, tableHeader, tableRows, widthFault } from "../table/table-rows.ts";
import { eachOnce, type JudgedRow, type ReadUser, type UserInFile } from "./each-once.ts";

/** The columns of `people.csv`, in their order. */
export const USER_COLUMNS = [
  "person_id",
  "email",
  "name",
  "roles",
  "societies",
  "site",
  "specialties",
  "capacity",
  "status",
] as const;
type UserColumn = (typeof USER_COLUMNS)[number];
type UserCells = Partial<Record<UserColumn, string>>;

const NEEDED: readonly UserColumn[] = ["person_id", "email", "name", "roles"];

export type ReadUsers =
  | {
      users: UserInFile[];
      rejected: { line: number; reason: string }[];
      warnings: { line: number; column: UserColumn; message: string }[];
      unknownColumns: string[];
      /** The file as it was: its header, and each row by its line. */
      header: string[];
      cells: ReadonlyMap<number, readonly string[]>;
      /** What the file has no column for: it stays as it was. */
      kept: (keyof User)[];
    }
  /** Why nothing of the file can be used. */
  | { fault: string };

type Tell = (column: UserColumn, message: string) => void;

const plain = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, "-");

const isColumn = (name: string): name is UserColumn => USER_COLUMNS.some((column) => column === name);
const columnOf = (header: string): string => plain(header).replaceAll("-", "_");

const WANTED = {
  called: "list of people",
  areNames: (cells: readonly string[]): boolean => NEEDED.every((column) => cells.map(columnOf).includes(column)),
  isId: (cell: string): boolean => columnOf(cell) === "person_id",
};

/** True of a table, CSV or workbook, whose header gives people roles, and no student a class. */
export const isUsersFile = async (input: Uint8Array, name: string): Promise<boolean> => {
  const names = (await tableHeader(input, name, WANTED))?.map(columnOf) ?? [];
  return ["person_id", "roles"].every((column) => names.includes(column)) && !names.some((one) => /_year$/.test(one));
};

const listOf = (cell = ""): string[] =>
  cell
    .split(/[;|\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== "");

// A role that nobody knows gives nothing; one that is known still counts.
const rolesOf = (cell: string | undefined, tell: Tell): Role[] => {
  const named = listOf(cell).flatMap((word): Role[] => {
    const role = ROLES.find((one) => one === plain(word));
    if (role === undefined) tell("roles", `"${word.slice(0, 60)}" is no role. ${suggest(plain(word), ROLES)}`);
    return role === undefined ? [] : [role];
  });
  return [...new Set(named)];
};

const capacityOf = (cell = "", tell: Tell): Pick<User, "capacity"> => {
  if (/^\d{1,4}$/.test(cell)) return { capacity: Number(cell) };
  if (cell !== "") tell("capacity", `"${cell.slice(0, 60)}" is no whole number of students, and is left out`);
  return {};
};

// In doubt nobody gets in: a word that is not understood takes the rights away, and is told.
const statusOf = (cell = "", tell: Tell): User["status"] => {
  const word = plain(cell);
  if (word === "" || word === "active") return "active";
  if (word !== "inactive") tell("status", `"${cell.slice(0, 60)}" is neither active nor inactive: taken as inactive`);
  return "inactive";
};

/** What a role of one's own students needs to have any. */
const NEEDS: readonly { role: Role; column: UserColumn; has: (user: User) => boolean }[] = [
  { role: "society-advisor", column: "societies", has: ({ societies }) => societies.length > 0 },
  { role: "pce-advisor", column: "site", has: ({ site }) => site !== undefined },
  { role: "specialty-advisor", column: "specialties", has: ({ specialties }) => specialties.length > 0 },
];

const LEFT_OUT = / and is left out$/;

const textOf = (cells: UserCells, column: "person_id" | "name" | "site", tell: Tell): string => {
  const { [column]: cell = "" } = cells;
  const read = cell === "" ? { value: "" } : readLine(cell);
  if ("left" in read)
    tell(column, `${column} "${cell.slice(0, 60)}" ${read.left.replace(LEFT_OUT, "")}, and is left out`);
  return "left" in read ? "" : read.value;
};

const userOf = (cells: UserCells, tell: Tell): ReadUser => {
  const [id, name, site] = [textOf(cells, "person_id", tell), textOf(cells, "name", tell), textOf(cells, "site", tell)];
  const given = bareAddress(cells.email ?? "");
  if (id === "") return { fault: "person_id is empty: give each person a number that they keep" };
  const fault = addressFault(given);
  if (fault !== undefined) return { fault: `email "${(cells.email ?? "").slice(0, 60)}" ${fault}` };
  const email = sendableAddress(given);
  const lists = { societies: listOf(cells.societies), specialties: listOf(cells.specialties) };
  const may = { roles: rolesOf(cells.roles, tell), ...lists, ...(site !== "" && { site }) };
  const rest = { ...capacityOf(cells.capacity, tell), status: statusOf(cells.status, tell) };
  const user = { id, email, name: name === "" ? email : name, ...may, ...rest };
  for (const { role, column, has } of NEEDS)
    if (user.roles.includes(role) && !has(user)) tell(column, `a ${role} without ${column} sees no students`);
  return { user, kept: cells.status === "" ? ["status"] : [] };
};

const MAY_LACK = ["societies", "site", "specialties", "capacity", "status"] as const;

const headerFault = (names: readonly string[]): string | undefined => {
  const missing = NEEDED.filter((column) => !names.includes(column));
  if (missing.length > 0)
    return `The header lacks ${missing.join(", ")}. Begin the file with ${USER_COLUMNS.join(",")}.`;
  const again = USER_COLUMNS.find((column) => names.filter((name) => name === column).length > 1);
  return again && `The header names ${again} twice. Leave one of the two out.`;
};

/**
 * Reads `people.csv` or a workbook of it. Several roles, societies or specialties of one cell are separated by
 * semicolons. A row without a number or an address is rejected, and so are all rows that share either: whoever signs in
 * by an address must be one person. Whoever is inactive leaves their address free. What a person can do without is left
 * out with a warning.
 */
export const readUsers = async (input: Uint8Array, name: string): Promise<ReadUsers> => {
  const read = await tableRows(input, name, WANTED);
  if ("fault" in read) return read;
  const names = read.header.map(columnOf);
  const fault = headerFault(names);
  if (fault !== undefined) return { fault };
  const warnings: { line: number; column: UserColumn; message: string }[] = [];
  const judged = read.rows.map(({ line, cells, broken }): JudgedRow => {
    const found = names.flatMap((column, nth) => (isColumn(column) ? [[column, cells[nth]?.trim() ?? ""]] : []));
    const named: UserCells = Object.fromEntries(found);
    const id = textOf(named, "person_id", () => {});
    const unread = broken ?? widthFault(names.length, cells);
    if (unread !== undefined) return { line, id, fault: unread };
    const tell: Tell = (column, message) => warnings.push({ line, column, message });
    return { line, id, ...userOf(named, tell) };
  });
  const unknownColumns = read.header.filter((header) => !isColumn(columnOf(header)) && !isOfReport(header));
  const kept = MAY_LACK.filter((column) => !names.includes(column));
  const cells = new Map(read.rows.map((row) => [row.line, row.cells]));
  return { ...eachOnce(judged), warnings, unknownColumns, kept, header: read.header, cells };
};
