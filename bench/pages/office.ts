import { dynamodbAuditLog } from "#adapters/audit-log/dynamodb-audit-log.ts";
import { dynamodbChoices } from "#adapters/choices/dynamodb-choices.ts";
import { dynamodbCorrections } from "#adapters/corrections/dynamodb-corrections.ts";
import type { ItemCalls } from "#adapters/dynamodb/item-calls.ts";
import { dynamodbEscalations } from "#adapters/escalations/dynamodb-escalations.ts";
import { dynamodbFeeds } from "#adapters/feeds/dynamodb-feeds.ts";
import { dynamodbGuestLists } from "#adapters/guest-lists/dynamodb-guest-lists.ts";
import { dynamodbImports } from "#adapters/imports/dynamodb-imports.ts";
import { memoryMailQueue } from "#adapters/mail-queue/memory-mail-queue.ts";
import { dynamodbMailings } from "#adapters/mailings/dynamodb-mailings.ts";
import { dynamodbNotes } from "#adapters/notes/dynamodb-notes.ts";
import { memoryProvider } from "#adapters/oidc/memory-provider.ts";
import { dynamodbParts } from "#adapters/parts/dynamodb-parts.ts";
import { dynamodbAccessCodes } from "#adapters/people/dynamodb-access-codes.ts";
import { dynamodbPeople } from "#adapters/people/dynamodb-people.ts";
import { dynamodbProgress } from "#adapters/progress/dynamodb-progress.ts";
import type { ProgressCounts } from "#adapters/progress/progress.ts";
import { memoryFiles } from "#adapters/s3/memory-files.ts";
import { dynamodbSchoolRecord } from "#adapters/school/dynamodb-school-record.ts";
import { dynamodbSessions } from "#adapters/sessions/dynamodb-sessions.ts";
import { dynamodbSignIns } from "#adapters/sign-ins/dynamodb-sign-ins.ts";
import { dynamodbUsers } from "#adapters/users/dynamodb-users.ts";
import type { User } from "#domain/access/user.ts";
import type { Program } from "#domain/calendar/program.ts";
import type { Student } from "#domain/people/student.ts";
import { keyOfSecret } from "#office/sign-in/way-in.ts";
import { answerOffice } from "../../functions/office/office.ts";
import { NOW } from "./school.ts";

const SITE = "https://pages.school.example";

const user = (id: string, change: Partial<User>): User => ({
  ...{ id, email: `${id}@school.example`, name: `${id} Example`, roles: [], societies: [], specialties: [] },
  ...{ status: "active", ...change },
});
const DIRECTOR = user("director", { roles: ["director"] });
const ADVISOR = user("advisor", { roles: ["society-advisor"], societies: ["Alder"] });

/** One page, asked for as its reader does. */
interface AskedPage {
  page: string;
  ask(): Promise<string>;
}

/** The deployed office over a table, as its function wires it, but for the provider, the bucket and the queue. */
export const officeOf = async (
  table: ItemCalls,
  name: string,
  program: Program,
): Promise<{ progress: ProgressCounts; signedIn(of: { one: Student }): Promise<AskedPage[]> }> => {
  const at = [table, name, program.id] as const;
  const [users, signIns, progress] = [dynamodbUsers(...at), dynamodbSignIns(...at), dynamodbProgress(...at)];
  const records = {
    auditLog: dynamodbAuditLog(...at),
    corrections: dynamodbCorrections(...at),
    users,
    notes: dynamodbNotes(...at),
    people: dynamodbPeople(...at),
    parts: dynamodbParts(...at),
    progress,
    choices: dynamodbChoices(table, name),
    accessCodes: dynamodbAccessCodes(table, name),
    mailings: dynamodbMailings(...at),
    imports: dynamodbImports(...at),
    sessions: dynamodbSessions(...at),
    guestLists: dynamodbGuestLists(...at),
    escalations: dynamodbEscalations(...at),
    feeds: dynamodbFeeds(...at),
    school: dynamodbSchoolRecord(...at),
    files: memoryFiles(),
    queue: memoryMailQueue(),
    suppressionList: { forget: async () => {} },
  };
  const front = { program, siteUrl: SITE, home: "/office", provider: memoryProvider(), newSecret: () => "secret" };
  const answer = answerOffice({
    ...front,
    users,
    signIns,
    records,
    auditLog: records.auditLog,
    notes: dynamodbNotes(...at),
  });

  const asked = async (who: User, path: string): Promise<string> => {
    const [rawPath = "", rawQueryString = ""] = path.split("?");
    const reply = await answer(
      {
        ...{ rawPath, rawQueryString, cookies: [`__Host-office-sign-in=${who.id}`], headers: {} },
        requestContext: { http: { method: "GET" }, timeEpoch: Date.parse(NOW), requestId: "bench" },
      },
      async (error) => {
        throw error;
      },
    );
    if (reply.statusCode !== 200) throw new Error(`${path} answered ${reply.statusCode}`);
    return reply.body;
  };

  return {
    progress,
    signedIn: async ({ one }) => {
      for (const who of [DIRECTOR, ADVISOR]) {
        await users.save({ ...who, givenAt: NOW });
        const signIn = { user: who.id, startedAt: NOW, seenAt: NOW, formToken: "token" };
        await signIns.start(keyOfSecret(who.id), signIn);
      }
      const page = (named: string, who: User, path: string) => ({ page: named, ask: () => asked(who, path) });
      return [
        page("today", DIRECTOR, "/office"),
        page("matrix", DIRECTOR, "/office/progress"),
        page("person", DIRECTOR, `/office/students/${one.person}`),
        page("my students", ADVISOR, "/office/students"),
        page("my matrix", ADVISOR, "/office/progress"),
      ];
    },
  };
};
