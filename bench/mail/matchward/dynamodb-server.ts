import { startDynamodbLocal } from "../../../local/emulators/dynamodb-local.ts";

/** Runs DynamoDB Local below a process of its own, so that its processor time can be told from the others'. */
const { endpoint, stop } = await startDynamodbLocal();
process.send?.(endpoint);
const end = async () => {
  await stop();
  process.exit(0);
};
process.on("disconnect", end);
process.on("SIGTERM", end);
