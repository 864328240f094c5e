import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { SEVEN_MILESTONES } from "../programs/seven-milestones.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { READY, synthesize } from "./synthesize.ts";

/** A copy of a program with a name of its own. */
const copied = (): string => {
  const folder = join(temporaryFolder(), "elm");
  cpSync(SEVEN_MILESTONES, folder, { recursive: true });
  const school = join(folder, "school.yaml");
  const own = readFileSync(school, "utf8")
    .replace("id: hms", "id: elm")
    .replace("name: Harvard Medical School", "name: Elm City School of Medicine")
    .replace("name: HMS Career Advising", "name: Elm City Career Advising")
    .replaceAll("career-advising@example.edu", "advising@elmcity.edu");
  writeFileSync(school, own);
  return folder;
};

describe("case 32: a copied program", () => {
  const program = copied();
  const { status, stderr, read } = synthesize({ ...READY, stage: "prod", program });

  test("is what is deployed where it is named, and the output says so", () => {
    expect(status).toBe(0);
    expect(stderr).toContain(`matchward prod runs the program in ${program} (id elm, Elm City School of Medicine)`);
    expect(read("bundles/remind/program.json")).toContain("Elm City School of Medicine");
    const mail = read("matchward-prod-mail.template.json");
    expect(mail).toContain("Elm City School of Medicine");
    expect(mail).not.toContain("Harvard");
  });

  test("writes in the name of the school's domain, with the DNS records as outputs", () => {
    const mail = read("matchward-prod-mail.template.json");
    expect(JSON.parse(mail)).toMatchObject({
      Outputs: { Dkim1: {}, Dkim2: {}, Dkim3: {}, MailFromMx: {}, MailFromSpf: {} },
    });
    expect(mail).toContain('"EmailIdentity": "elmcity.edu"');
  });
});
