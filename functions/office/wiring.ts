import { randomBytes } from "node:crypto";
import type * as z from "zod/mini";
import { dynamodbAuditLog } from "#adapters/audit-log/dynamodb-audit-log.ts";
import { dynamodbChoices } from "#adapters/choices/dynamodb-choices.ts";
import { dynamodbCorrections } from "#adapters/corrections/dynamodb-corrections.ts";
import { signedItems } from "#adapters/dynamodb/signed-items.ts";
import { dynamodbEscalations } from "#adapters/escalations/dynamodb-escalations.ts";
import { dynamodbFeeds } from "#adapters/feeds/dynamodb-feeds.ts";
import { dynamodbGuestLists } from "#adapters/guest-lists/dynamodb-guest-lists.ts";
import { dynamodbImports } from "#adapters/imports/dynamodb-imports.ts";
import { secretText } from "#adapters/links/secret.ts";
import type { MailQueue } from "#adapters/mail-queue/mail-queue.ts";
import { dynamodbMailings } from "#adapters/mailings/dynamodb-mailings.ts";
import { dynamodbNotes } from "#adapters/notes/dynamodb-notes.ts";
import { openidProvider } from "#adapters/oidc/openid-provider.ts";
import { dynamodbParts } from "#adapters/parts/dynamodb-parts.ts";
import { dynamodbAccessCodes } from "#adapters/people/dynamodb-access-codes.ts";
import { dynamodbPeople } from "#adapters/people/dynamodb-people.ts";
import { dynamodbProgress } from "#adapters/progress/dynamodb-progress.ts";
import { s3Files } from "#adapters/s3/s3-files.ts";
import { uploadsInto } from "#adapters/s3/uploads.ts";
import { dynamodbSchoolRecord } from "#adapters/school/dynamodb-school-record.ts";
import type { SuppressionList } from "#adapters/ses/suppression-list.ts";
import { dynamodbSessions } from "#adapters/sessions/dynamodb-sessions.ts";
import { dynamodbSignIns } from "#adapters/sign-ins/dynamodb-sign-ins.ts";
import { dynamodbUsers } from "#adapters/users/dynamodb-users.ts";
import type { Program } from "#domain/calendar/program.ts";
import { OFFICE } from "#pages/routes.ts";
import type { environment } from "./environment.ts";
import type { OfficeNeeds } from "./needs.ts";

/** 192 bits of chance: ASVS 7.2.3 asks for 128. */
const SECRET_BYTES = 24;

// Its client is a third of all that is loaded, for the rare mail that is sent again.
const queueWhenNeeded = (url: string): MailQueue => ({
  send: async (messages) => {
    const { queueAt } = await import("./queue.ts");
    await queueAt(url).send(messages);
  },
});

const listWhenNeeded: SuppressionList = {
  forget: async (address) => {
    const { accountsList } = await import("./suppression-list.ts");
    await accountsList().forget(address);
  },
};

/** The real ones, by what the stack told the function. */
export const wiring = (told: z.output<typeof environment>, program: Program): OfficeNeeds => {
  const [table, name] = [signedItems(), told.RECORDS_TABLE];
  const at = [table, name, program.id] as const;
  const [auditLog, users, notes] = [dynamodbAuditLog(...at), dynamodbUsers(...at), dynamodbNotes(...at)];
  const client = {
    issuer: told.SIGN_IN_ISSUER,
    clientId: told.SIGN_IN_CLIENT,
    clientSecret: secretText(told.SIGN_IN_SECRET),
    callback: told.SITE_URL + OFFICE.callback,
    signedOut: told.SITE_URL + OFFICE.signedOut,
  };
  return {
    program,
    siteUrl: told.SITE_URL,
    home: OFFICE.home,
    provider: openidProvider(client),
    newSecret: () => randomBytes(SECRET_BYTES).toString("base64url"),
    users,
    signIns: dynamodbSignIns(...at),
    auditLog,
    notes,
    records: {
      auditLog,
      users,
      notes,
      people: dynamodbPeople(...at),
      parts: dynamodbParts(...at),
      progress: dynamodbProgress(...at),
      corrections: dynamodbCorrections(...at),
      choices: dynamodbChoices(table, name),
      accessCodes: dynamodbAccessCodes(table, name),
      mailings: dynamodbMailings(...at),
      imports: dynamodbImports(...at),
      sessions: dynamodbSessions(...at),
      guestLists: dynamodbGuestLists(...at),
      escalations: dynamodbEscalations(...at),
      school: dynamodbSchoolRecord(...at),
      feeds: dynamodbFeeds(...at),
      files: s3Files(),
      uploads: uploadsInto(s3Files(), () => told.ROSTERS_BUCKET),
      queue: queueWhenNeeded(told.MAIL_QUEUE_URL),
      suppressionList: listWhenNeeded,
    },
  };
};
