/**
 * The messages of log lines that ring an alarm, by the alarm's name: functions log them, and the alarms wait for them.
 * An alarm `<function>: <name>` has its heading in `docs/runbook.md`.
 */
export const ALARM_WORDS = {
  unread: "record not read",
  rejected: "mails rejected",
  paused: "mailing paused",
  unknown: "mails unknown",
} as const;
