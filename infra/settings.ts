import * as z from "zod/mini";
import { STAGES } from "./stages.ts";

/**
 * True where SES may send from the address once it has verified the identity: the address, its domain, or one above it.
 */
const covers = (identity: string, sender: string): boolean => {
  const [whole, domain] = [identity.toLowerCase(), domainOf(sender).toLowerCase()];
  return whole.includes("@") ? whole === sender.toLowerCase() : `.${domain}`.endsWith(`.${whole}`);
};

/** What is told of a setting that is at fault. */
const says = (what: string) => ({
  error: ({ input }: { input?: unknown }) => (input === undefined ? "is missing" : what),
});

const NO_ADDRESS = "is no e-mail address";
const NO_DOMAIN = "is no domain such as matchward.your-school.edu";
const NO_REGION = "is no AWS region such as us-east-1";
const NO_ISSUER = "is no https address such as https://login.your-school.edu";
const EMPTY = says("is empty");

/** What a school says about its deployment: context in `cdk.json`, or `-c name=value` on the command line. */
export const Settings = z.object({
  stage: z.enum(["dev", "prod"], says("is neither dev nor prod")),
  /** AWS region in which everything is kept. */
  region: z.string(says(NO_REGION)).check(z.regex(/^[a-z]{2}(-[a-z]+)+-\d$/, NO_REGION)),
  /** The address that mails come from. */
  sender: z.email(says(NO_ADDRESS)),
  /**
   * What SES verifies: a domain, whose records sign the mails, or one address, whose mails no domain of the school
   * signs. Absent: the sender's domain.
   */
  senderIdentity: z.optional(z.string()),
  /** Domain below the identity's that bounces go to; absent: `matchward.` and the identity's domain. */
  mailFrom: z.optional(z.string(says(NO_DOMAIN)).check(z.regex(/^([a-z0-9-]+\.)+[a-z]{2,}$/i, NO_DOMAIN))),
  /** The office's postal address, as the foot of every mail gives it. */
  schoolAddress: z.string(EMPTY).check(z.minLength(1, "is empty")),
  /** Folder of the program. */
  program: z.string(EMPTY).check(z.minLength(1, "is empty")),
  /** Where engineers read the runbook: a path or an address. */
  runbook: z.string(EMPTY).check(z.minLength(1, "is empty")),
  /** The school's own OpenID Connect provider, at which staff sign in; absent: a code that is sent to their address. */
  signInIssuer: z.optional(z.url(says(NO_ISSUER)).check(z.startsWith("https://", NO_ISSUER))),
  /** What this deployment is called there. */
  signInClient: z.optional(z.string(EMPTY).check(z.minLength(1, "is empty"))),
  /** Who is told of an alarm; absent: nobody, the alarms show in the console only. */
  alarmEmail: z.optional(z.email(says(NO_ADDRESS))),
});
export type Settings = z.infer<typeof Settings>;

const NAMES = [
  "stage",
  "region",
  "sender",
  "senderIdentity",
  "mailFrom",
  "schoolAddress",
  "program",
  "runbook",
  "alarmEmail",
  "signInIssuer",
  "signInClient",
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
  if (!read.success) throw atFault(read.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`));
  const { sender, mailFrom } = read.data;
  const identity = identityOf(read.data);
  if (!covers(identity, sender))
    throw atFault([`senderIdentity ${identity} is neither ${sender} nor a domain that it belongs to`]);
  if (mailFrom !== undefined && !mailFrom.toLowerCase().endsWith(`.${identity}`.toLowerCase()))
    throw atFault([`mailFrom ${mailFrom} is no domain below ${identity}`]);
  if ((read.data.signInIssuer === undefined) !== (read.data.signInClient === undefined))
    throw atFault(["signInIssuer and signInClient go together: give both or neither"]);
  return read.data;
};

/** What SES verifies: an address or a domain. */
export const identityOf = ({ sender, senderIdentity }: Pick<Settings, "sender" | "senderIdentity">): string =>
  senderIdentity ?? domainOf(sender);

/** The domain of an address. */
export const domainOf = (address: string): string => address.replace(/^.*@/, "");

/** An error that names settings at fault. */
export const atFault = (faults: readonly string[]): Error =>
  new Error(
    `These settings are at fault (cdk.json, or -c name=value):\n${faults.map((fault) => `  ${fault}`).join("\n")}`,
  );

/** The differences of the stage that these settings deploy. */
export const stageOf = (settings: Settings) => STAGES[settings.stage];
