import { type Audience, concerns } from "../../calendar/audience.ts";
import { phaseOn } from "../../calendar/phases.ts";
import type { Program } from "../../calendar/program.ts";
import { type About, dayWords, either, nameIn, type TestedRule } from "./because.ts";

const trackTitle = ({ tracks }: Program, id: string): string => tracks.find((track) => track.id === id)?.title ?? id;

export const phaseTitle = ({ tracks }: Program, id: string): string =>
  tracks.flatMap(({ phases }) => phases).find((phase) => phase.id === id)?.title ?? id;

const trackRule = (about: About): TestedRule => {
  const { program, milestone, student } = about;
  const { tracks } = milestone.audience;
  return {
    rule: `${milestone.title} is for ${either(tracks.map((id) => trackTitle(program, id)))} students`,
    fact: `${nameIn(about)} is on the ${trackTitle(program, student.track)} track`,
    holds: tracks.includes(student.track),
    otherwise: "never",
  };
};

const OWN = [
  { names: "societies", own: "society" },
  { names: "degrees", own: "degree" },
  { names: "specialties", own: "specialty" },
] as const;

const ownRules = (about: About): TestedRule[] => {
  const { milestone, student } = about;
  return OWN.flatMap(({ names, own }) => {
    const wanted = milestone.audience[names];
    if (wanted === undefined) return [];
    const only: Audience = { tracks: [student.track], [names]: wanted };
    return {
      rule: `It is for students whose ${own} is ${either(wanted)}`,
      fact: student[own] ? `${nameIn(about)}'s is ${student[own]}` : `the roster gives none for ${nameIn(about)}`,
      holds: concerns(only, { ...student, phase: undefined }),
      otherwise: "never",
    };
  });
};

/** Whom a milestone is for, whatever the day: track, society, degree, specialty. */
export const audienceRules = (about: About): TestedRule[] => [trackRule(about), ...ownRules(about)];

/** Whom it is for by the phase that they are in on its day. */
export const phaseRules = (about: About, day: string | undefined): TestedRule[] => {
  const { program, milestone, student } = about;
  const { phases } = milestone.audience;
  if (phases === undefined || day === undefined) return [];
  const phase = phaseOn(program, student, day);
  const where = phase === undefined ? "in no phase" : `in ${phaseTitle(program, phase)}`;
  return [
    {
      rule: `It is for students in ${either(phases.map((id) => phaseTitle(program, id)))}`,
      fact: `on ${dayWords(day)} ${nameIn(about)} is ${where}`,
      holds: phase !== undefined && phases.includes(phase),
      otherwise: "never",
    },
  ];
};
