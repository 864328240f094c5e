import * as z from "zod/mini";
import { STAGES } from "./stages.ts";

/** True where SES may send from the address once it has verified the identity: the address, its domain, or one above it. */
const covers = (identity: string, sender: string): boolean => {
  const [whole, domain] = [identity.toLowerCase(), sender.toLowerCase().replace(/^.*@/, "")];
  return whole.includes("@") ? whole === sender.toLowerCase() : `.${domain}`.endsWith(`.${whole}`);
};

/** What a school says about its deployment: context in `cdk.json`, or `-c name=value` on the command line. */
export const Settings = z.object({
  stage: z.enum(["dev", "prod"]),
  /** AWS region in which everything is kept. */
  region: z.string().check(z.regex(/^[a-z]{2}(-[a-z]+)+-\d$/)),
  /** The address that mails come from. */
  sender: z.email(),
  /** What SES has verified: the sender's address itself, or its domain (which adds DKIM). Absent: the address. */
  senderIdentity: z.optional(z.string()),
  /** The office's postal address, as the foot of every mail gives it. */
  schoolAddress: z.string().check(z.minLength(1)),
  /** Folder of the program. */
  program: z.string().check(z.minLength(1)),
  /** Where engineers read the runbook: a path or an address. */
  runbook: z.string().check(z.minLength(1)),
  /** Who is told of an alarm; absent: nobody, the alarms show in the console only. */
  alarmEmail: z.optional(z.email()),
});
export type Settings = z.infer<typeof Settings>;

const NAMES = [
  "stage",
  "region",
  "sender",
  "senderIdentity",
  "schoolAddress",
  "program",
  "runbook",
  "alarmEmail",
] as const;

/**
 * Reads the settings from the app's context.
 * @param contextOf answers a context value by its name, undefined where there is none
 * @throws Error that names every setting at fault
 */
export const readSettings = (contextOf: (name: string) => unknown): Settings => {
  const said = Object.fromEntries(
    NAMES.map((name) => [name, contextOf(name)]).filter(([, value]) => value !== undefined),
  );
  const read = Settings.safeParse(said);
  if (!read.success) throw atFault(read.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`));
  const { sender, senderIdentity = sender } = read.data;
  if (covers(senderIdentity, sender)) return read.data;
  throw atFault([`senderIdentity: ${senderIdentity} is neither ${sender} nor a domain that it belongs to`]);
};

const atFault = (faults: readonly string[]): Error =>
  new Error(
    `These settings are at fault (cdk.json, or -c name=value):\n${faults.map((fault) => `  ${fault}`).join("\n")}`,
  );

/** The differences of the stage that these settings deploy. */
export const stageOf = (settings: Settings) => STAGES[settings.stage];
