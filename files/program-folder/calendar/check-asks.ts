import { answerAskOf, type Milestone, SOCIETY_ADVISOR } from "#domain/calendar/program.ts";
import { suggest } from "../../did-you-mean.ts";
import type { Fault } from "../../fault.ts";
import { faultAt, type Written } from "../written.ts";

const checkAnswers = (milestone: Written<Milestone>): Fault[] => {
  const faults: Fault[] = [];
  const answers = answerAskOf(milestone.value)?.answers ?? [];
  const parts = answers.filter(({ isPart }) => isPart);
  if (parts.length === 0 && !answers.some(({ completes }) => completes))
    faults.push(
      faultAt(milestone, ["asks", "answers"], "No answer completes this task.", "Write completes: true at one."),
    );
  if (parts.length === 1)
    faults.push(faultAt(milestone, ["asks", "answers"], "Only one answer is in part.", "Write true or false at it."));
  answers.forEach(({ id }, index) => {
    if (answers.findIndex((answer) => answer.id === id) < index)
      faults.push(
        faultAt(
          milestone,
          ["asks", "answers", index],
          `The answer id ${id} is used twice.`,
          "Give one of the two another id.",
        ),
      );
  });
  return faults;
};

/** What is wrong with what a milestone asks, and with the mails that go with that. */
export const checkAsk = (milestone: Written<Milestone>): Fault[] => {
  const { ask, mails } = milestone.value;
  if (ask === undefined)
    return (["remind", "lastCall"] as const)
      .filter((wave) => mails[wave] !== undefined)
      .map((wave) =>
        faultAt(
          milestone,
          ["mails", wave],
          `Nothing is asked here, so ${wave} is never sent.`,
          "Remove it, or add asks:.",
        ),
      );
  const faults = checkAnswers(milestone);
  if (ask.remindAfterDays.length > 0 && mails.remind === undefined)
    faults.push(
      faultAt(milestone, ["mails"], "There are reminders, but no mail for them.", "Add remind: with the mail's name."),
    );
  if (mails.lastCall === undefined)
    faults.push(
      faultAt(milestone, ["mails"], "There is a last call, but no mail for it.", "Add lastCall: with the mail's name."),
    );
  return faults;
};

/** Finds an escalation that would reach nobody, or that nobody could be behind for. */
export const checkEscalation = (milestone: Written<Milestone>, roles: readonly string[]): Fault[] => {
  const { escalates, ask } = milestone.value;
  if (escalates === undefined) return [];
  const { to, afterReminder } = escalates;
  const known = [SOCIETY_ADVISOR, ...roles];
  const faults: Fault[] = [];
  if (!known.includes(to))
    faults.push(
      faultAt(milestone, ["escalates", "to"], `It escalates to ${to}, a role that nobody holds.`, suggest(to, known)),
    );
  if (ask === undefined)
    return [
      ...faults,
      faultAt(milestone, ["escalates"], "Nothing is asked here, so nobody can be behind.", "Remove it, or add asks:."),
    ];
  const { length } = ask.remindAfterDays;
  if (afterReminder <= length) return faults;
  const what = `There is no reminder ${afterReminder} here: remindAfterDays has ${length}.`;
  const mend = length === 0 ? "Add reminders, or remove escalates:." : `Write a number up to ${length}.`;
  return [...faults, faultAt(milestone, ["escalates", "afterReminder"], what, mend)];
};
