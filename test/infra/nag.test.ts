import { AwsSolutionsChecks } from "cdk-nag";
import { describe, expect, test } from "vitest";
import { synthesized } from "./synthesized.ts";

describe.each(["dev", "prod"] as const)("%s", (stage) => {
  const { app } = synthesized({ stage, alarmEmail: "engineers@school.example" });

  test("follows the AwsSolutions rules, or says why not", () => {
    const { violations } = new AwsSolutionsChecks(app).validateScope(app);
    expect(violations).toEqual([]);
  });

  test("gives a reason of a whole sentence for each rule it does not follow", () => {
    const reasons = app.node
      .findAll()
      .flatMap(({ node }) => node.metadata)
      .filter(({ type }) => type === "aws:cdk:acknowledged-rules")
      .map(({ data }) => JSON.stringify(data));
    expect(reasons.length).toBeGreaterThan(3);
    for (const reason of reasons) expect(reason).toMatch(/\w+( [\w,;:'-]+\/?){8,}.*\./);
  });
});
