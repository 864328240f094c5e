import { SESv2Client } from "@aws-sdk/client-sesv2";
import { sesSuppressionList } from "#adapters/ses/ses-suppression-list.ts";
import type { SuppressionList } from "#adapters/ses/suppression-list.ts";

/** Where SES remembers addresses that failed. */
export const accountsList = (): SuppressionList => sesSuppressionList(new SESv2Client());
