/** How a task of a student stands, as an event told it. */
export interface Standing {
  cohort: string;
  occurrence: string;
  student: string;
  completed: boolean;
  revision: number;
}

export interface Tallies {
  /** Counts a standing once, whatever the order and number of tellings: an older or equal revision changes nothing. */
  count(standing: Standing): Promise<void>;
  /** Completed tasks by occurrence. */
  ofCohort(cohort: string): Promise<Record<string, number>>;
}
