import type { LastSent } from "#domain/mail/unknown-mails.ts";
import { CountedPart } from "#domain/parts/counted-part.ts";
import { countsByCohort, NOTHING_COUNTED } from "#domain/parts/progress.ts";
import type { GuestList } from "#domain/sessions/guest-list.ts";
import type { KnownSession } from "#domain/sessions/session.ts";
import type { AuditLog } from "../audit-log/audit-log.ts";
import { memoryAuditLog } from "../audit-log/memory-audit-log.ts";
import type { Choices } from "../choices/choices.ts";
import { memoryChoices } from "../choices/memory-choices.ts";
import type { Corrections } from "../corrections/corrections.ts";
import { memoryCorrections } from "../corrections/memory-corrections.ts";
import type { Watch } from "../dynamodb/watch.ts";
import type { Escalations } from "../escalations/escalations.ts";
import { memoryEscalations } from "../escalations/memory-escalations.ts";
import type { Feeds } from "../feeds/feeds.ts";
import { memoryFeeds } from "../feeds/memory-feeds.ts";
import type { GuestLists } from "../guest-lists/guest-lists.ts";
import { memoryGuestLists } from "../guest-lists/memory-guest-lists.ts";
import type { ImportRecord, Imports } from "../imports/imports.ts";
import { memoryImports } from "../imports/memory-imports.ts";
import type { MailingState, Mailings } from "../mailings/mailings.ts";
import { memoryMailings } from "../mailings/memory-mailings.ts";
import type { DeanMarks } from "../marks/marks.ts";
import { memoryMarks } from "../marks/memory-marks.ts";
import { memoryNotes } from "../notes/memory-notes.ts";
import type { Notes } from "../notes/notes.ts";
import { memoryPace } from "../pace/memory-pace.ts";
import type { Pace } from "../pace/pace.ts";
import { groupedParts } from "../parts/grouped-parts.ts";
import { memoryPartGroups } from "../parts/memory-part-groups.ts";
import { isUnread, type PartGroup, type PartGroups } from "../parts/part-groups.ts";
import type { Parts } from "../parts/parts.ts";
import type { AccessCodes } from "../people/access-codes.ts";
import { memoryPeople } from "../people/memory-people.ts";
import type { People } from "../people/people.ts";
import type { StoredStudent } from "../people/person-item.ts";
import { memoryPlanRecords } from "../plan/memory-plan-records.ts";
import type { PlanRecords } from "../plan/plan-records.ts";
import { memoryPreflight } from "../preflight/memory-preflight.ts";
import type { Preflight } from "../preflight/preflight.ts";
import { memoryProgress } from "../progress/memory-progress.ts";
import type { GroupCounts, ProgressCounts } from "../progress/progress.ts";
import type { NewestRoster, SchoolRecord } from "../school/school-record.ts";
import { memorySessions } from "../sessions/memory-sessions.ts";
import type { Sessions } from "../sessions/sessions.ts";
import { memorySignIns } from "../sign-ins/memory-sign-ins.ts";
import type { SignIns } from "../sign-ins/sign-ins.ts";
import { memoryUsers } from "../users/memory-users.ts";
import type { Users } from "../users/users.ts";

/** The whole records table: one double for each interface. */
export interface MemoryRecords {
  people: People;
  accessCodes: AccessCodes;
  choices: Choices;
  /** What `parts` stand on. */
  groups: PartGroups;
  parts: Parts;
  mailings: Mailings;
  /** What `choices`, `mailings` and `sessions` say against mails. */
  preflight: Preflight;
  pace: Pace;
  school: SchoolRecord;
  imports: Imports;
  marks: DeanMarks;
  escalations: Escalations;
  sessions: Sessions;
  feeds: Feeds;
  guestLists: GuestLists;
  /** Empty, unless it is opened as one that is counted. */
  progress: ProgressCounts;
  users: Users;
  notes: Notes;
  signIns: SignIns;
  corrections: Corrections;
  studentSignIns: SignIns;
  auditLog: AuditLog;
  /** What several of the others say of one student. */
  planRecords: PlanRecords;
}

/** The program whose records they are, and who is told of the writes that the table's stream shows. */
interface Opening {
  program?: string;
  group?: Watch<PartGroup>;
  /** Whether the parts are counted with each write, as `count-progress` does a moment later. */
  isCounted?: boolean;
  mailing?: Watch<MailingState>;
  student?: Watch<StoredStudent>;
  roster?: Watch<ImportRecord>;
  guestList?: Watch<GuestList>;
  session?: Watch<KnownSession>;
}

/** An empty records table in memory, under the same conditions as the real one; the contract suites hold it to that. */
export const memoryRecords = (opening: Opening = {}): MemoryRecords => {
  const progress = memoryProgress();
  const { program = "hms", group, mailing, student, roster, guestList, session } = opening;
  const groups = memoryPartGroups((before, after) => {
    group?.(before, after);
    if (opening.isCounted && after.isCountedAnew) void progress.count(countsIn(before, after));
  });
  const [choices, mailings, sessions] = [memoryChoices(), memoryMailings(mailing), memorySessions(session)];
  const [people, parts] = [memoryPeople(student)(program), groupedParts(groups)];
  const corrections = memoryCorrections();
  const [feeds, guestLists] = [memoryFeeds(), memoryGuestLists(guestList)];
  return {
    people,
    accessCodes: memoryAccessCodes(),
    choices,
    groups,
    parts,
    mailings,
    preflight: memoryPreflight(choices, mailings, sessions),
    pace: memoryPace(),
    school: memorySchoolRecord(),
    imports: memoryImports(roster),
    marks: memoryMarks(),
    escalations: memoryEscalations(),
    sessions,
    feeds,
    guestLists,
    progress,
    users: memoryUsers(),
    notes: memoryNotes(),
    signIns: memorySignIns(),
    corrections,
    studentSignIns: memorySignIns(),
    auditLog: memoryAuditLog(),
    planRecords: memoryPlanRecords({ people, choices, corrections, feeds, parts, guestLists }),
  };
};

const countedParts = ({ members }: PartGroup): CountedPart[] =>
  Object.values(members).flatMap((part) => CountedPart.safeParse(isUnread(part) ? part.unread : part).data ?? []);

const countsIn = (before: PartGroup | undefined, after: PartGroup): GroupCounts => {
  const gone = before === undefined ? [] : countedParts(before);
  const none = gone.map(({ cohort }) => [cohort, NOTHING_COUNTED] as const);
  return { ...after, cohorts: new Map([...none, ...countsByCohort(countedParts(after))]) };
};

const memoryAccessCodes = (): AccessCodes => {
  const codes = new Map<string, string>();
  return {
    all: async () => new Map(codes),
    get: async (student) => codes.get(student),
    save: async (student, code) => {
      codes.set(student, code);
    },
    forget: async (student) => {
      codes.delete(student);
    },
  };
};

const memorySchoolRecord = (): SchoolRecord => {
  let started: string | undefined;
  let newest: NewestRoster | undefined;
  let sent: LastSent = {};
  return {
    startedOn: async () => started,
    start: async (date) => {
      started ??= date;
      return started;
    },
    newestRoster: async () => newest,
    claimRoster: async (upload) => {
      if (newest !== undefined && newest.at > upload.at) return false;
      newest = { ...upload };
      return true;
    },
    lastSent: async () => sent,
    saveLastSent: async (lastSent) => {
      sent = { ...lastSent };
    },
  };
};
