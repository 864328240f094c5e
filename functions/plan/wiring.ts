import { randomBytes } from "node:crypto";
import type * as z from "zod/mini";
import { dynamodbCorrections } from "#adapters/corrections/dynamodb-corrections.ts";
import { signedItems } from "#adapters/dynamodb/signed-items.ts";
import { linkKeysFromSecret } from "#adapters/links/link-keys.ts";
import { secretText } from "#adapters/links/secret.ts";
import { openidProvider } from "#adapters/oidc/openid-provider.ts";
import { dynamodbPeople } from "#adapters/people/dynamodb-people.ts";
import { dynamodbPlanRecords } from "#adapters/plan/dynamodb-plan-records.ts";
import { dynamodbSessions } from "#adapters/sessions/dynamodb-sessions.ts";
import { rememberedSessions } from "#adapters/sessions/remembered-sessions.ts";
import { dynamodbSignIns } from "#adapters/sign-ins/dynamodb-sign-ins.ts";
import type { Program } from "#domain/calendar/program.ts";
import { PLAN } from "#pages/routes.ts";
import type { environment } from "./environment.ts";
import type { PlanNeeds } from "./needs.ts";

/** 192 bits of chance: ASVS 7.2.3 asks for 128. */
const SECRET_BYTES = 24;

/** The real ones, by what the stack told the function. */
export const wiring = (told: z.output<typeof environment>, program: Program): PlanNeeds => {
  const at = [signedItems(), told.RECORDS_TABLE, program.id] as const;
  return {
    program,
    siteUrl: told.SITE_URL,
    home: PLAN.home,
    provider: openidProvider({
      issuer: told.SIGN_IN_ISSUER,
      clientId: told.SIGN_IN_CLIENT,
      clientSecret: secretText(told.SIGN_IN_SECRET),
      callback: told.SITE_URL + PLAN.callback,
      signedOut: told.SITE_URL + PLAN.signedOut,
    }),
    newSecret: () => randomBytes(SECRET_BYTES).toString("base64url"),
    signIns: dynamodbSignIns(...at, "students"),
    people: dynamodbPeople(...at),
    sessions: rememberedSessions(dynamodbSessions(...at)),
    keys: linkKeysFromSecret(secretText(told.LINK_KEY_SECRET)),
    corrections: dynamodbCorrections(...at),
    planRecords: dynamodbPlanRecords(...at),
  };
};
