import { isTaskSettled, type Part } from "../parts/part.ts";
import type { MissedWave, PartPlan, Plan, PlannedMail } from "./plan.ts";

const CARRIED = "carried by ";

type DuePart = PartPlan & { send: PlannedMail };

const isDue = (plan: PartPlan): plan is DuePart => plan.send !== undefined;

const hadNone = ({ part }: PartPlan): boolean =>
  Object.values(part?.mails ?? {}).every(({ state }) => state === "retry" || state === "missed");

const wasTold = ({ part }: PartPlan): boolean => part !== undefined && carriersOf(part).length > 0;

const isNews = (until: string | undefined, plan: PartPlan): boolean =>
  until !== undefined && plan.occurrence.opens <= until && hadNone(plan) && !wasTold(plan);

const rankOf = ({ send, occurrence: { milestone, opens } }: DuePart): string =>
  `${send.wave === "open" && milestone.mail === "essential" ? 0 : 1}${send.wave === "open" ? 0 : 1}${opens}`;

const byRank = (one: DuePart, other: DuePart): number => (rankOf(one) < rankOf(other) ? -1 : 1);

const byDay = (one: PartPlan, other: PartPlan): number => (one.occurrence.opens < other.occurrence.opens ? -1 : 1);

/** Ids of the occurrences whose mails carried a part's. */
export const carriersOf = ({ mails }: Part): string[] => [
  ...new Set(
    Object.values(mails).flatMap(({ state, reason }) =>
      state === "missed" && reason?.startsWith(CARRIED) ? [reason.slice(CARRIED.length)] : [],
    ),
  ),
];

const isCarried = (part: Part | undefined, by: string): boolean =>
  part !== undefined && !isTaskSettled(part) && carriersOf(part).includes(by);

const alone = ({ send, useful, over }: PartPlan): Plan => ({
  send: send === undefined ? [] : [send],
  miss: [
    ...over,
    ...useful
      .filter(({ wave }) => wave !== send?.wave)
      .map((mail) => ({ ...mail, reason: `${send?.wave} went out instead` })),
  ],
});

const carried = ({ useful, over }: PartPlan, by: string): MissedWave[] => [
  ...over,
  ...useful.map((mail) => ({ ...mail, reason: CARRIED + by })),
];

const carriedWith = ({ occurrence }: PartPlan, plans: readonly PartPlan[], others: readonly PartPlan[]): string[] => {
  const all = [...others, ...plans.filter(({ part }) => isCarried(part, occurrence.id))];
  return [...new Set(all.toSorted(byDay).map((one) => one.occurrence.id))];
};

/**
 * A student's morning. To one who came late the first essential mail tells all that is news; the others are missed.
 * @param until the last school date on which what opened is news to them; undefined where nothing is
 */
export const welcomed = (until: string | undefined, plans: readonly PartPlan[]): Plan => {
  const due = plans.filter(isDue);
  const news = due.filter((plan) => isNews(until, plan)).toSorted(byRank);
  const others = news.slice(1);
  const mails = plans.map((plan): Plan => {
    if (others.some((other) => other === plan)) return { send: [], miss: carried(plan, news[0]?.occurrence.id ?? "") };
    const { send, miss } = alone(plan);
    const more = hadNone(plan) ? carriedWith(plan, plans, plan === news[0] ? others : []) : [];
    return { send: send.map((mail) => (more.length === 0 ? mail : { ...mail, carries: more })), miss };
  });
  return { send: mails.flatMap(({ send }) => send), miss: mails.flatMap(({ miss }) => miss) };
};
