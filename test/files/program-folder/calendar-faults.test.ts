import { describe, expect, test } from "vitest";
import { BASELINE, replaced, told } from "./small-program.ts";

const CALENDAR = "calendar.yaml";

/** What is wrong, the piece of calendar.yaml that is replaced, by what, and the one fault that is told. */
const FAULTS: [name: string, from: string, to: string, fault: string][] = [
  [
    "a lateness that nobody understands",
    "tracks: [long, bare]",
    "tracks: [long, bare]\n    catchUp: for ever",
    '27: "for ever" does not say how late a mail may be. Write always, like 14 days, until its end, or like until May 31.',
  ],
  [
    "a lateness until a day that no month has",
    "tracks: [long, bare]",
    "tracks: [long, bare]\n    catchUp: until May 32",
    "27: May 32 does not exist. Write a day from May 1 to May 31.",
  ],
  [
    "the end of what has none",
    "tracks: [long, bare]",
    "tracks: [long, bare]\n    catchUp: until its end",
    "27: Nothing is asked here, so it has no end. Name a day, like until May 31.",
  ],
  [
    "a later day for what is exact",
    "tracks: [long, bare]",
    "tracks: [long, bare]\n    exact: true\n    catchUp: always",
    "28: What is exact goes out on its own day alone. Remove one of the two.",
  ],
  ["an unknown mail", "{ open: news }", "{ open: newz }", "33: There is no mail emails/newz.md. Did you mean news?"],
  [
    "a day that no month has",
    "April 1\n",
    "April 31\n",
    "7: April 31 does not exist. Write a day from April 1 to April 30.",
  ],
  [
    "February 30",
    "April 1\n",
    "February 30\n",
    "7: February 30 does not exist. Write a day from February 1 to February 29.",
  ],
  [
    "a day in words it does not know",
    "April 1\n",
    "mid April\n",
    '7: "mid April" is not a day of the year. Write it like April 1, third Friday of March, last day of June, or Monday before third Friday of March.',
  ],
  [
    "a weekday that does not come every year",
    "April 1\n",
    "fifth Friday of March\n",
    '7: "fifth Friday of March" does not come every year. Did you mean last Friday of March?',
  ],
  [
    "a school-set date that does not exist",
    "2027-10-19",
    "2027-02-29",
    "31: 2027-02-29 does not exist. Look at the calendar and write a day that exists.",
  ],
  [
    "an anchor that the track lacks",
    "phase: early",
    "phase: erly",
    "8: The track long has no phase erly. Did you mean early?",
  ],
  [
    "a phase for a track without phases",
    "tracks: [long]",
    "tracks: [long, bare]",
    "8: The track bare has no phase early. Take bare out of the milestone's tracks, or count from a year.",
  ],
  [
    "a phase that none of its tracks has",
    "tracks: [long, bare]",
    "tracks: [long, bare]\n    phases: [erly]",
    "27: None of its tracks has a phase erly. Did you mean early?",
  ],
  [
    "a phase named twice",
    "tracks: [long, bare]",
    "tracks: [long, bare]\n    phases: [late, late]",
    "27: The phase late stands here twice. Remove one of the two.",
  ],
  [
    "a duplicate id",
    "- id: news",
    "- id: survey",
    "23: The id survey is already used on line 2. Give one of the two another id.",
  ],
  [
    "a reminder after the close",
    "[7, 14]",
    "[7, 30]",
    "21: The reminder after 30 days would come after the close (opens 2024-04-01, closes 2024-04-30). Remind earlier, or close later.",
  ],
  [
    "a last call before the opening",
    "lastCallWorkingDays: 2",
    "lastCallWorkingDays: 40",
    "22: The last call would come before the opening (opens 2024-04-01, closes 2024-04-30). Write fewer days, or close later.",
  ],
  [
    "an ask of a type that does not run yet",
    "      question: Done?",
    "      type: attend\n      question: Done?",
    '14: "type" cannot be "attend". Use one of: answer, meet, document.',
  ],
  [
    "a closing day it cannot read",
    "closes: April 30",
    "closes: soon",
    '20: "soon" is not a closing day. Write it like April 30, or like 30 days after opening.',
  ],
  [
    "a track that is not there",
    "[long, bare]",
    "[long, bar]",
    "26: There is no track bar in tracks.yaml. Did you mean bare?",
  ],
  [
    "a track named twice",
    "[long, bare]",
    "[long, long]",
    "26: The track long stands here twice. Remove one of the two.",
  ],
  [
    "an unknown key",
    "kind: survey",
    "kind: survey\n    exakt: true",
    '5: There is no key "exakt" here. Did you mean exact?',
  ],
  [
    "an unknown kind",
    "kind: observance",
    "kind: observence",
    '25: "kind" cannot be "observence". Did you mean observance?',
  ],
  [
    "a kind of mail that no milestone can open with",
    "kind: observance",
    "kind: observance\n    mail: nudges",
    '26: "mail" cannot be "nudges". Use one of: essential, calendar, residency, match, enrichment.',
  ],
  ["a missing key", "    title: The survey\n", "", '2: "title" is missing. Add it: a text.'],
  ["a wrong type", "[7, 14]", "7", '21: "remindAfterDays" must be a list, not 7. Write a list.'],
  ["an empty list", "tracks: [long]", "tracks: []", '5: "tracks" has no entry. Write at least 1.'],
  ["a number too small", "[7, 14]", "[0, 14]", '21: An entry of "remindAfterDays" is 0. Write a number of at least 1.'],
  [
    "a year it cannot count",
    "year: matriculation",
    "year: enrolment + 1",
    '28: "enrolment + 1" is not a year that can be counted. Write matriculation or graduation, or count from one of them, like graduation - 1.',
  ],
  [
    "a phase and a year",
    "phase: early",
    "phase: early\n      year: graduation",
    "9: A milestone hangs on a phase or on a year, not on both. Remove one of the two.",
  ],
  [
    "neither a phase nor a year",
    "      phase: early\n",
    "",
    "6: It is not said in which year this falls. Add year: or phase: to it.",
  ],
  [
    "a phase without a day",
    "      day: April 1\n",
    "",
    "7: A milestone that hangs on a phase needs a day. Add day: April 1 (or another).",
  ],
  [
    "no date at all",
    "\n        2026: 2026-10-20\n        2027: 2027-10-19\n        2028: 2028-10-17",
    " {}",
    '29: "dates" has no entry. Write at least 1.',
  ],
  [
    "no answer that completes",
    "completes: true",
    "completes: false",
    "17: No answer completes this task. Write completes: true at one.",
  ],
  [
    "two answers of one id",
    "completes: true }",
    "completes: true }\n        - { id: yes-done, label: Yes, completes: true }",
    "19: The answer id yes-done is used twice. Give one of the two another id.",
  ],
  [
    "reminders without a mail",
    "      remind: survey\n",
    "",
    "9: There are reminders, but no mail for them. Add remind: with the mail's name.",
  ],
  [
    "more mails than reminders",
    "remind: survey\n",
    "remind: [survey, survey, survey, survey]\n",
    "11: There are more mails than reminders: the last 2 are never sent. Take out what is too much, or add days to remindAfterDays.",
  ],
  ["an empty list of reminders", "remind: survey\n", "remind: []\n", '11: "remind" has no entry. Write at least 1.'],
  [
    "a reminder's mail that cannot be a name",
    "remind: survey\n",
    "remind: [survey, No Name]\n",
    '11: "No Name" cannot be an id. Use lower-case letters and digits, with hyphens between words.',
  ],
  [
    "a reminder's mail that is no text",
    "remind: survey\n",
    "remind: 3\n",
    '11: "remind" must be a text, not 3. Write a text.',
  ],
  [
    "no mail for the last call",
    "      lastCall: survey\n",
    "",
    "9: There is a last call, but no mail for it. Add lastCall: with the mail's name.",
  ],
  [
    "a reminder where nothing is asked",
    "{ open: news }",
    "{ open: news, remind: news }",
    "33: Nothing is asked here, so remind is never sent. Remove it, or add asks:.",
  ],
  [
    "a link that is not safe",
    "https://example.edu/",
    "http://example.edu/",
    '16: "http://example.edu/" is not a web address that can be used here. Write it like https://example.edu/page.',
  ],
  [
    "an id in capitals",
    "id: survey",
    "id: Survey",
    '2: "Survey" cannot be an id. Use lower-case letters and digits, with hyphens between words.',
  ],
];

describe("a fault in calendar.yaml is told with its line and how to mend it", () => {
  test.each(FAULTS)("%s", async (_, from, to, fault) => {
    const { faults } = await told(replaced(CALENDAR, from, to));
    expect(faults).toEqual([`${CALENDAR}:${fault}`]);
  });

  test("a calendar without milestones", async () => {
    const { faults } = await told({ ...BASELINE, [CALENDAR]: "milestones: []\n" });
    expect(faults).toEqual(['calendar.yaml:1: "milestones" has no entry. Write at least 1.']);
  });
});
