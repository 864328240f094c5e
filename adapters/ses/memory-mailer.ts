import type { Mailer } from "./mailer.ts";
import { type MemorySes, memorySes } from "./memory-ses.ts";
import { sesMailer } from "./ses-mailer.ts";

export type MemoryMailer = Mailer & Pick<MemorySes, "taken" | "trouble" | "reject">;

const SETTINGS = {
  sender: { name: "School", address: "careers@school.example", replyTo: "office@school.example" },
  identityArn: "arn:aws:ses:us-east-1:111122223333:identity/school.example",
  configurationSet: "matchward",
  templatePrefix: "",
};

/** SES's mailer over SES in memory: keeps what it takes, throttles, rejects and loses answers as told. */
export const memoryMailer = (): MemoryMailer => {
  const ses = memorySes();
  return { ...sesMailer(ses, SETTINGS), taken: ses.taken, trouble: ses.trouble, reject: ses.reject };
};
