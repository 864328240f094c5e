import { Validations } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { ROSTER_FOLDERS } from "#events/people/roster-uploaded.ts";
import { type House, nameIn } from "./house.ts";

/** How the CDK names the export of the roster bucket's ARN, by which cdk-nag names what it found about it. */
const ROSTERS_ARN_EXPORT = "ExportsOutputFnGetAttRosters41B5B5A2Arn487693B9";

/** Says why a function may touch whatever lies in some folders of the roster bucket. */
export const acknowledgeFolders = (fn: Construct, house: House): void => {
  const rosters = `${nameIn(house.settings, "records")}:${ROSTERS_ARN_EXPORT}`;
  for (const folder of Object.values(ROSTER_FOLDERS)) {
    Validations.of(fn).acknowledge({
      id: `AwsSolutions-IAM5[Resource::${rosters}/${folder}*]`,
      reason: `Each roster is a new file, so the grant is for one folder, ${folder}, and one action in it.`,
    });
  }
};
