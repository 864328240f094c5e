import * as z from "zod/mini";
import { attemptExpires, SignIn, SignInAttempt, signInExpires } from "#domain/access/sign-in.ts";
import type { ItemCalls } from "../dynamodb/item-calls.ts";
import { itemOf } from "../dynamodb/items.ts";
import { PARTITIONS } from "../dynamodb/partitions.ts";
import { changeItem, getItem, putItem, queryPartition } from "../dynamodb/table.ts";
import type { SignIns } from "./sign-ins.ts";

const { signIns, signInAttempts, studentSignIns, studentSignInAttempts } = PARTITIONS;

const NEW = { text: "attribute_not_exists(#pk)", names: ["pk"], values: {} };

/** Whose sign-ins a store knows. They lie apart, so that who may write the one lets nobody in as the other. */
const WHOSE = {
  staff: { SIGN_INS: signIns, ATTEMPTS: signInAttempts },
  students: { SIGN_INS: studentSignIns, ATTEMPTS: studentSignInAttempts },
};

const attemptsIn = (
  client: ItemCalls,
  tableName: string,
  program: string,
  { ATTEMPTS }: (typeof WHOSE)["staff"],
): Pick<SignIns, "attempt" | "takeAttempt"> => {
  const AttemptItem = itemOf(ATTEMPTS, SignInAttempt);
  const attemptKey = (sk: string) => ({ pk: ATTEMPTS.pk(program), sk });
  return {
    attempt: async (sk, attempt) => {
      const expires = attemptExpires(attempt);
      await putItem(client, tableName, { ...attemptKey(sk), ...ATTEMPTS.stamp, ...attempt, expires }, NEW);
    },

    takeAttempt: async (sk, at) => {
      const item = await getItem(client, tableName, attemptKey(sk));
      if (item === undefined) return undefined;
      const condition = {
        text: "attribute_exists(#pk) AND attribute_not_exists(#takenAt)",
        names: ["pk", "takenAt"],
        values: {},
      };
      const { ok } = await changeItem(client, tableName, { key: attemptKey(sk), set: { takenAt: at }, condition });
      return ok ? AttemptItem.parse(item) : undefined;
    },
  };
};

/** Sign-ins in the records table, an item each, which the table deletes some time after they are of no use. */
export const dynamodbSignIns = (
  client: ItemCalls,
  tableName: string,
  program: string,
  whose: keyof typeof WHOSE = "staff",
): SignIns => {
  const { SIGN_INS } = WHOSE[whose];
  const SignInItem = itemOf(SIGN_INS, z.extend(SignIn, { sk: z.string() }));
  const keyOf = (sk: string) => ({ pk: SIGN_INS.pk(program), sk });
  const end = async (sk: string, at: string): Promise<boolean> => {
    const condition = {
      text: "attribute_exists(#pk) AND attribute_not_exists(#endedAt)",
      names: ["pk", "endedAt"],
      values: {},
    };
    const { ok } = await changeItem(client, tableName, { key: keyOf(sk), set: { endedAt: at }, condition });
    return ok;
  };
  return {
    ...attemptsIn(client, tableName, program, WHOSE[whose]),

    start: async (sk, signIn) => {
      await putItem(
        client,
        tableName,
        { ...keyOf(sk), ...SIGN_INS.stamp, ...signIn, expires: signInExpires(signIn) },
        NEW,
      );
    },

    get: async (sk) => {
      const item = await getItem(client, tableName, keyOf(sk));
      if (item === undefined) return undefined;
      const { sk: _, ...signIn } = SignInItem.parse(item);
      return signIn;
    },

    seen: async (sk, at) => {
      const condition = {
        text: "attribute_not_exists(#endedAt) AND #seenAt < :at",
        names: ["endedAt", "seenAt"],
        values: { at },
      };
      await changeItem(client, tableName, { key: keyOf(sk), set: { seenAt: at }, condition });
    },

    end: async (sk, at) => {
      await end(sk, at);
    },

    endAllOf: async (user, at) => {
      const items = await queryPartition(client, tableName, SIGN_INS.pk(program), { consistent: true });
      const theirs = items.map((item) => SignInItem.parse(item)).filter((one) => one.user === user);
      const ended = await Promise.all(theirs.map(({ sk }) => end(sk, at)));
      return ended.filter((isEnded) => isEnded).length;
    },
  };
};
