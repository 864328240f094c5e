import { describe, expect, test } from "vitest";
import { fullName, givenNameFault, greetingName, isStandIn, nameFault, nameOrNumber } from "#domain/people/greeting.ts";

test.each([
  ...["FNU", "nfn", "LNU", "nln", "NMN", "N/A", "n.a.", "N/K", "N.N.", "NULL", "nil", "none", "(none)", "Unknown"],
  ...["undefined", "NaN", "x", "XX", "xxx", "XXXX", "TBA", "TBC", "TBD", "to be assigned", "To be announced"],
  ...["to be confirmed", "to be determined", "to be decided", "to be added", "no given", "none provided", "not listed"],
  ...["not on file", "not available", "Not applicable", "not known", "not specified", "not entered", "no name"],
  ...["No first name", "no last name", "no given name", "no middle name", "no preferred name", "no name given"],
  ...["no name provided", "no first name provided", ".", "-", "--", "?", "", " ", "* *", "— —", "😀"],
  ...["#N/A", "#REF!", "#NAME?", "#DIV/0!", "#NULL!", " #VALUE! "],
])("%j stands for no name", (text) => {
  expect(isStandIn(text)).toBe(true);
  expect(nameFault(text)).toBe("stands for no name");
});

test.each([
  ...["Nil Sen", "Ann None", "Nonesuch", "xxxxx", "Xi", "Tbilisi", "to be", "No", "Not", "Nona", "Anne Unknown"],
  ...["Noname", "no first", "N", "NA", "Fnu Lal", "Null-Berg", "#n/a", "# REF", "A #REF!", "REF!", "Given", "Provided"],
])("%j does not", (text) => {
  expect(isStandIn(text)).toBe(false);
});

describe("a text that is no name is told for what it is", () => {
  test.each([
    ["=A1", "begins like a formula"],
    ["+Ann", "begins like a formula"],
    ["@Ann", "begins like a formula"],
    ["Jos&eacute;", "holds a letter that was written as markup"],
    ["Jos&#233;", "holds a letter that was written as markup"],
    ["MÃ¼ller", "holds letters that were read in another encoding"],
    ["GarcÃ\u00ada", "holds letters that were read in another encoding"],
    ["Â°ake", "holds letters that were read in another encoding"],
    ["Zoâ€™e", "holds letters that were read in another encoding"],
    ["Ã‰va", "holds letters that were read in another encoding"],
    ["\u00c5\u0080", "holds letters that were read in another encoding"],
    ["Ä\u0090ang", "holds letters that were read in another encoding"],
    ["Î\u0091da", "holds letters that were read in another encoding"],
    ["Jos?", "holds a letter that was lost"],
    ["Jos\ufffd", "holds a letter that was lost"],
    ["Jane2", "holds digits"],
    ["٣Ann", "holds digits"],
    ["Ann (she)", "holds a remark in brackets"],
    ["Ann [x", "holds a remark in brackets"],
    ["Ann}", "holds a remark in brackets"],
    ["<b", "holds a remark in brackets"],
    ['Ann "A"', "holds signs that no name has"],
    ["Ann | Bo", "holds signs that no name has"],
    ["Ann/Bo", "holds signs that no name has"],
    ["Ann_Bo", "holds signs that no name has"],
    ["Ann @ x", "holds signs that no name has"],
    ["Ann🎓", "holds signs that no name has"],
    ["Ann - Bo", "holds signs that no name has"],
    ["Ann – Bo", "holds signs that no name has"],
    ["Dr Ann", "begins with a title"],
    ["Mr. Bo", "begins with a title"],
    ["MRS", "begins with a title"],
    ["Mx. Bo", "begins with a title"],
    ["Professor Bo", "begins with a title"],
    ["Ann MD", "ends with a degree"],
    ["Ann Ph.D.", "ends with a degree"],
    ["Ann m.d.", "ends with a degree"],
    ["Ann DMD.", "ends with a degree"],
    ["ann.berg", "looks like an account's name"],
    ["Ann do not use", "is no name"],
    ["DO NOT E-MAIL", "is no name"],
    ["do not contact Ann", "is no name"],
    ["Test Student", "is no name"],
    ["duplicate record", "is no name"],
    ["First Name", "is no name"],
    ["last name", "is no name"],
    ["Family-Name", "is no name"],
    ["surname", "is no name"],
    ["Delete", "is no name"],
    ["deleted", "is no name"],
    ["Withdrawn", "is no name"],
  ])("%j: %s", (text, fault) => {
    expect(nameFault(text)).toBe(fault);
  });

  test.each([
    ...["Ana María", "O'Neil-Ávila", "Ann-Marie", "J. R.", "J.", "Drew", "Mrsa", "Missy", "Revathi", "Proficia"],
    ...["Ann Md Ali", "Amd", "Anmd", "Deletedo", "A Test", "Testa", "Student Ann", "Surnamer", "Do Not", "Donot Use"],
    ...["Âmbar", "Ãvila", "Đặng", "Ωmega", "עדה", "Ann–Bo", "José", "D'Arcy", "Smith, Jane", "A.B"],
  ])("%j is told for nothing", (text) => {
    expect(nameFault(text)).toBeUndefined();
  });

  test("with a comma or semicolon it is a name, and none to greet by", () => {
    expect(["Smith, Jane", "Smith; Jane"].map(nameFault)).toEqual([undefined, undefined]);
    expect(["Smith, Jane", "Smith; Jane"].map(givenNameFault)).toEqual(
      Array.from({ length: 2 }, () => "holds more than a first name"),
    );
    expect(givenNameFault("#REF!")).toBe("stands for no name");
    expect(givenNameFault("Jane")).toBeUndefined();
  });
});

describe("a mail greets", () => {
  test.each([
    ["by the preferred name", { preferredName: "Ruth" }, "Ruth"],
    ["by the preferred name without the last one", { preferredName: "Ruth Lind" }, "Ruth"],
    ["by the preferred name as it is where it only ends alike", { preferredName: "Rosalind" }, "Rosalind"],
    ["by the first name where the preferred one is none", { preferredName: "N/A" }, "Robert"],
    ["by the first name where the preferred one is blank", { preferredName: " \u200b" }, "Robert"],
    ["by the last name where the first is blank", { firstName: "" }, "Lind"],
    ["by the last name where the first stands for none", { firstName: "FNU" }, "Lind"],
    ["by nothing where the first is a name that cannot be read", { firstName: "Jos?" }, ""],
    ["by nothing where the last stands for none, too", { firstName: "FNU", lastName: "LNU" }, ""],
    ["by nothing where the last holds more than a name", { firstName: "", lastName: "Lind, R" }, ""],
    ["by nothing where there is no name", { firstName: " ", lastName: "\u200b" }, ""],
    ["by the preferred name where there is no last", { preferredName: "Ruth ", lastName: "" }, "Ruth "],
  ])("%s", (_, names, greeted) => {
    expect(greetingName({ firstName: "Robert", lastName: "Lind", ...names })).toBe(greeted);
  });
});

test("what somebody asked to be called goes before what the roster says", () => {
  const names = { firstName: "Robert", lastName: "Lind", preferredName: "Bob" };
  expect(greetingName({ ...names, ownName: { name: "Robin" } })).toBe("Robin");
  expect(greetingName({ ...names, ownName: { name: "Robin Lind" } })).toBe("Robin");
});

test.each([
  [{ firstName: "Robert", lastName: "Lind" }, "Robert Lind"],
  [{ firstName: "Robert", lastName: "" }, "Robert"],
  [{ firstName: "", lastName: "" }, ""],
  [{ firstName: "Robert", lastName: "Lind", preferredName: "" }, "Lind"],
  [{ firstName: "Robert", lastName: "Lind", preferredName: "Bob", ownName: { name: "Robin" } }, "Robin Lind"],
])("the name of %j is %j", (names, name) => {
  expect(fullName(names)).toBe(name);
});

test("staff read the school's number of whom no name is known, and the name of anybody else", () => {
  const names = { firstName: "", lastName: "", schoolId: "00410321" };
  expect([nameOrNumber(names), nameOrNumber({ ...names, lastName: "Lind" })]).toEqual(["00410321", "Lind"]);
  expect(fullName({ firstName: "Robert", lastName: "Lind", preferredName: "Lind Ro" })).toBe("Lind Ro Lind");
});

test("what stands for no name does so with blanks around it", () => {
  expect([" FNU ", "\tN/A "].map(isStandIn)).toEqual([true, true]);
});
