import { expect, test } from "vitest";
import { newMeter, since, together } from "../../bench/mail/counts.ts";
import { billOf, waitingOver } from "../../bench/mail/report/bill.ts";
import { dollarsOf, dollarsOverFloor, PRICES } from "../../bench/mail/report/prices.ts";

test("two write units a mail are a 1.25th of a percent over SES à la carte", () => {
  const counts = { "dynamodb:UpdateItem": { calls: 2_000, units: 2_000 } };
  expect(dollarsOverFloor(counts, 1_000)).toBeCloseTo(0.00125, 8);
  expect(billOf(counts, 1_000, 20).over["à la carte"]).toBeCloseTo(0.0125, 8);
});

test("a batch of messages is one request", () => {
  expect(dollarsOf({ "sqs:SendMessageBatch": { calls: 10, units: 100 } })).toEqual({ "SQS requests": 4e-6 });
});

test("each message of the queue is charged as a call of the sender", () => {
  const bill = billOf({ messages: { calls: 20, units: 20 } }, 1_000, 20);
  expect(bill.requests).toMatchObject({ SES: 0.02, Lambda: 0.02 });
  // 20 calls of 0.9 s at 512 MB, their requests, and a kilobyte of log each.
  expect(bill.dollars).toBeCloseTo(20 * (0.45 * 13.3334e-6 + 0.2e-6 + 1e3 * 0.5e-9), 9);
});

test("every price says where it was read", () => {
  expect(PRICES.filter(({ source }) => source.length < 10)).toEqual([]);
});

test("what is counted between two readings leaves out what was there before", () => {
  const meter = newMeter();
  meter.count("sqs:SendMessage", 1);
  const before = meter.read();
  meter.count("sqs:SendMessage", 1, 2);
  meter.count("dynamodb:GetItem", 0.5);
  expect(since(before, meter.read())).toEqual({
    "sqs:SendMessage": { calls: 2, units: 1 },
    "dynamodb:GetItem": { calls: 1, units: 0.5 },
  });
  expect(together([before, since(before, meter.read())])).toEqual(meter.read());
});

test("two senders that wait for a slow account are charged by their seconds", () => {
  // Two seconds of half a gigabyte a mail, over the hundredth of a cent that SES takes.
  expect(waitingOver(1)).toBeCloseTo((2 * 0.5 * 13.3334e-6) / 0.0001, 9);
  expect(waitingOver(14)).toBeCloseTo(waitingOver(1) / 14, 9);
});
