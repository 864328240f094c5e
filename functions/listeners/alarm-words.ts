/** Log lines that ring an alarm. An alarm is named `<function>: <name>`, as is its heading in `docs/runbook.md`. */
export const ALARM_WORDS = {
  unread: "record not read",
  rejected: "mails rejected",
  paused: "mailing paused",
  unknown: "mails unknown",
} as const;
