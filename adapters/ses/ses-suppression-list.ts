import { DeleteSuppressedDestinationCommand, type SESv2Client } from "@aws-sdk/client-sesv2";
import type { SuppressionList } from "./suppression-list.ts";

/** The suppression list of the account whose client it is. */
export const sesSuppressionList = (client: Pick<SESv2Client, "send">): SuppressionList => ({
  forget: async (address) => {
    try {
      await client.send(new DeleteSuppressedDestinationCommand({ EmailAddress: address }));
    } catch (thrown) {
      if (!(thrown instanceof Error && thrown.name === "NotFoundException")) throw thrown;
    }
  },
});
