#!/usr/bin/env bash
# cdk-nag 3.0.2: no pack looks at a TableV2, so a table without backups or key of its own passes.
#
# A Table without point-in-time recovery is found by AwsSolutions and NIST 800-53. The same table as a TableV2, which
# becomes an AWS::DynamoDB::GlobalTable, gives an empty list in all packs.
#
# One would guess that a rule for DynamoDB tables covers the construct that the CDK's own guide says to use for new
# tables. A clean run then means nothing.
# Seen 2026-11-28, Node 20.20.2:
#> Table, AwsSolutionsChecks: DDB3
#> Table, HIPAASecurityChecks: DynamoDBAutoScalingEnabled DynamoDBInBackupPlan DynamoDBPITREnabled
#> Table, NIST80053R5Checks: DynamoDBAutoScalingEnabled DynamoDBInBackupPlan DynamoDBPITREnabled
#> Table, ServerlessChecks: nothing
#> TableV2, AwsSolutionsChecks: nothing
#> TableV2, HIPAASecurityChecks: nothing
#> TableV2, NIST80053R5Checks: nothing
#> TableV2, ServerlessChecks: nothing
set -euo pipefail
seen=$(sed -n 's/^#> \{0,1\}//p' "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{}' >package.json
npm install --silent --no-audit --no-fund aws-cdk-lib@2.276.0 constructs@10.8.1 cdk-nag@3.0.2 || exit 2
cat >probe.mjs <<'END'
import { App, Stack } from "aws-cdk-lib";
import { AttributeType, Table, TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R5Checks, ServerlessChecks } from "cdk-nag";

const packs = { AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R5Checks, ServerlessChecks };
for (const [kind, Kind] of Object.entries({ Table, TableV2 })) {
  for (const [name, Pack] of Object.entries(packs)) {
    const app = new App({ analyticsReporting: false });
    new Kind(new Stack(app, "Stack"), "Table", { partitionKey: { name: "id", type: AttributeType.STRING } });
    const { violations } = new Pack(app).validateScope(app);
    const rules = violations.map(({ ruleName }) => ruleName.replace(/^.*-/, "")).join(" ");
    console.log(`${kind}, ${name}: ${rules || "nothing"}`);
  }
}
END
now=$(node probe.mjs)
printf '%s\n' "$now"
[ "$now" = "$seen" ]
