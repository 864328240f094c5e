import * as z from "zod/mini";
import { dynamodbClient } from "#adapters/dynamodb/client.ts";
import { dynamodbTallies } from "#adapters/tallies/dynamodb-tallies.ts";
import { SurveyCompleted } from "#events/parts/survey-completed.ts";
import { SurveyReopened } from "#events/parts/survey-reopened.ts";
import { listener } from "../listeners/listener.ts";
import { readEnvironment } from "../start/read-environment.ts";
import { environment } from "./environment.ts";
import { tallyProgress } from "./tally-progress.ts";

const Told = z.object({ detail: z.discriminatedUnion("type", [SurveyCompleted, SurveyReopened]) });

/** Called by a rule of the bus. Once per cold start: the client; once per event: the deed. */
export const handler = listener(Told, () => {
  const { RECORDS_TABLE } = readEnvironment(environment);
  const tallies = dynamodbTallies(dynamodbClient(), RECORDS_TABLE);
  return ({ detail }) => tallyProgress({ tallies }, detail);
});
