import { RemovalPolicy } from "aws-cdk-lib";
import { RetentionDays } from "aws-cdk-lib/aws-logs";

/** Everything in which stages differ; what is not here is the same in all of them. */
export interface Stage {
  /** What becomes of stored data when a stack is destroyed. */
  removal: RemovalPolicy;
  /** Whether the records table refuses to be deleted at all. */
  deletionProtection: boolean;
  /** How long logs are kept. */
  logs: RetentionDays;
  /** Days until an uploaded roster, and the report beside it, are deleted: personal data is not kept for comfort. */
  rosterDays: number;
  /** Requests a second that the students' pages take, and the burst above it. */
  pages: { rate: number; burst: number };
}

export const STAGES: Record<"dev" | "prod", Stage> = {
  // Comes and goes with the work on it, and never holds a real student. The local run reads this one.
  dev: {
    removal: RemovalPolicy.DESTROY,
    deletionProtection: false,
    logs: RetentionDays.ONE_WEEK,
    rosterDays: 7,
    pages: { rate: 25, burst: 50 },
  },
  // The real students: nothing is lost by a wrong command, and logs outlive an academic year.
  prod: {
    removal: RemovalPolicy.RETAIN,
    deletionProtection: true,
    logs: RetentionDays.THIRTEEN_MONTHS,
    rosterDays: 90,
    // A class of about 165 opens one mail in the same minute; a scanner opens each of them a few times.
    pages: { rate: 50, burst: 200 },
  },
};
