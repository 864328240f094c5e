import { expect, test } from "vitest";
import { READY, SYNTHESIS, synthesize, warningsOf } from "./synthesize.ts";

test("case 31: a production stage without an address for its alarms is refused, and told what to say", {
  timeout: SYNTHESIS,
}, () => {
  const { status, stderr } = synthesize({ ...READY, stage: "prod", alarmEmail: undefined });
  expect(status).toBe(1);
  expect(stderr).toContain("alarmEmail is missing: nobody would be told of an alarm");
});

test("case 31: another stage is warned of it", { timeout: SYNTHESIS }, async () => {
  expect(await warningsOf({ ...READY, stage: "dev", alarmEmail: undefined })).toContain(
    "warning: alarmEmail is missing: nobody would be told of an alarm",
  );
});
