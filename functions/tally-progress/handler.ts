import * as z from "zod/mini";
import { dynamodbClient } from "#adapters/dynamodb-client.ts";
import { dynamodbTallies } from "#adapters/dynamodb-tallies.ts";
import { SurveyCompleted } from "#events/survey-completed.ts";
import { SurveyReopened } from "#events/survey-reopened.ts";
import { listener } from "../middleware/listener.ts";
import { readEnvironment } from "../middleware/read-environment.ts";
import { environment } from "./environment.ts";
import { tallyProgress } from "./tally-progress.ts";

const Told = z.object({ detail: z.discriminatedUnion("type", [SurveyCompleted, SurveyReopened]) });

/** Called by a rule of the bus. Once per cold start: the client; once per event: the deed. */
export const handler = listener(Told, () => {
  const { RECORDS_TABLE } = readEnvironment(environment);
  const tallies = dynamodbTallies(dynamodbClient(), RECORDS_TABLE);
  return ({ detail }) => tallyProgress({ tallies }, detail);
});
