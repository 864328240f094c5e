import { describe, expect, test } from "vitest";
import { billOf, standingBill } from "../../local/console/bill.ts";

describe("the bill", () => {
  test("prices units, and mail by both of SES's plans", () => {
    const bill = billOf({
      "ses:SendBulkEmail": { calls: 20, units: 1000 },
      "dynamodb:UpdateItem": { calls: 2000, units: 2000 },
      "dynamodb:Query": { calls: 10, units: 400 },
    });
    expect(bill.recipients).toBe(1000);
    expect(bill.plans.map(({ plan, ses }) => [plan, ses])).toEqual([
      ["à la carte", 0.1],
      ["Essentials", 0.16],
    ]);
    const rest = 2000 * 0.625e-6 + 400 * 0.125e-6;
    expect(bill.plans[0]?.total).toBeCloseTo(0.1 + rest, 9);
    expect(bill.lines.map(({ title }) => title)).toEqual(["DynamoDB writes", "DynamoDB reads"]);
  });

  test("counts what is paid by the month, used or not, from the template", () => {
    const resources = { "AWS::KMS::Key": 3, "AWS::CloudWatch::Alarm": 40, "AWS::SecretsManager::Secret": 1, Other: 9 };
    const { lines, aYear } = standingBill(resources);
    expect(lines.map(({ count, aYear: cost }) => [count, Math.round(cost * 100) / 100])).toEqual([
      [3, 36],
      [40, 48],
      [1, 4.8],
    ]);
    expect(aYear).toBeCloseTo(88.8, 9);
  });

  test("names what was called but has no price, so that nothing is left out in silence", () => {
    expect(billOf({ "odd:Thing": { calls: 3, units: 3 } }).unpriced).toEqual([{ operation: "odd:Thing", calls: 3 }]);
  });
});
