import type { SESv2Client } from "@aws-sdk/client-sesv2";

/**
 * Lets the platform's JSON write the body of each `SendBulkEmail` call. The SDK walks the call's schema for it,
 * character by character, which is half of a sender's time; this call has strings alone, which both write alike. All
 * else stays the SDK's: the other members' check, signature, connection, time-outs, errors. Other calls of the client
 * are left alone.
 */
export const writeBulkBodies = ({ middlewareStack }: Pick<SESv2Client, "middlewareStack">): void => {
  const whole = new WeakMap<object, object>();
  middlewareStack.add(
    (next) => (args) => {
      if (!("BulkEmailEntries" in args.input)) return next(args);
      const input = { ...args.input, BulkEmailEntries: [] };
      whole.set(input, args.input);
      return next({ ...args, input });
    },
    { name: "leaveEntriesOut", step: "serialize", priority: "high" },
  );
  middlewareStack.add(
    (next) => (args) => {
      const input = whole.get(args.input);
      if (input !== undefined) bodyOf(args.request).body = Buffer.from(JSON.stringify(input));
      return next(args);
    },
    { name: "writeEntries", step: "build", priority: "high" },
  );
};

const bodyOf = (request: unknown): { body: unknown } => {
  if (typeof request === "object" && request !== null && "body" in request) return request;
  throw new TypeError("The SDK has made a request without a body");
};
