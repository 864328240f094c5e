import type { DependentMail } from "#domain/forecast/foretell/dependent-mails.ts";

/** What of sessions is not foretold, in a line each of why. */
export const dependentLines = (dependent: readonly DependentMail[] = []): string[] =>
  [...Map.groupBy(dependent, ({ dependsOn }) => dependsOn)].map(([on, those]) => {
    const sessions = new Set(those.map(({ occurrence }) => occurrence)).size;
    const count = sessions === 1 ? "1 session" : `${sessions} sessions`;
    return on === "answers"
      ? `depends on answers: the word on the eve of ${count}, and thanks`
      : `depends on who comes: thanks of ${count}`;
  });
