import { Duration, Stack, Validations } from "aws-cdk-lib";
import { AttributeType, Billing, StreamViewType, TableEncryptionV2, TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { Key } from "aws-cdk-lib/aws-kms";
import { BlockPublicAccess, Bucket, BucketEncryption, CfnBucket, ObjectOwnership } from "aws-cdk-lib/aws-s3";
import { Secret } from "aws-cdk-lib/aws-secretsmanager";
import type { Construct } from "constructs";
import type { Stored } from "../access.ts";
import { AlarmTopic } from "../constructs/alarm-topic.ts";
import { nameIn, stackProps } from "../house.ts";
import { type Settings, stageOf } from "../settings.ts";
import type { Stage } from "../stages.ts";

/** Bytes of the link key as letters and digits: 64 of 62 signs are 381 bits, more than HMAC-SHA-256 can use. */
const LINK_KEY_LENGTH = 64;

/** What is kept: the records and their stream, uploaded rosters, the key of the links; and where alarms are told. */
export class RecordsStack extends Stack {
  readonly stored: Stored;
  readonly alarms: AlarmTopic;

  constructor(scope: Construct, settings: Settings) {
    super(scope, nameIn(settings, "records"), stackProps(settings, "records, rosters and the link key"));
    const stage = stageOf(settings);
    const key = new Key(this, "Key", {
      description: `Encrypts what matchward keeps (${settings.stage})`,
      enableKeyRotation: true,
      removalPolicy: stage.removal,
    });
    const table = this.#table(settings, stage, key);
    this.stored = {
      table,
      streamArn: table.tableStreamArn ?? "",
      rosters: this.#rosters(stage, key),
      linkKey: this.#linkKey(settings, stage, key),
      key,
    };
    this.alarms = new AlarmTopic(this, "Alarms", settings, stage);
  }

  #table(settings: Settings, stage: Stage, key: Key): TableV2 {
    return new TableV2(this, "Records", {
      tableName: nameIn(settings, "records"),
      partitionKey: { name: "pk", type: AttributeType.STRING },
      sortKey: { name: "sk", type: AttributeType.STRING },
      billing: Billing.onDemand(),
      dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
      timeToLiveAttribute: "expires",
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      encryption: TableEncryptionV2.customerManagedKey(key),
      deletionProtection: stage.deletionProtection,
      removalPolicy: stage.removal,
    });
  }

  #rosters(stage: Stage, key: Key): Bucket {
    const bucket = new Bucket(this, "Rosters", {
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      bucketKeyEnabled: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      lifecycleRules: [
        {
          expiration: Duration.days(stage.rosterDays),
          // Counts from the expiration, or from when somebody wrote over the file or deleted it.
          noncurrentVersionExpiration: Duration.days(1),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
      ],
      removalPolicy: stage.removal,
    });
    // The L2 property for this deploys a custom resource with a function of its own; CloudFormation can do it by
    // itself.
    const resource = bucket.node.defaultChild;
    if (resource instanceof CfnBucket) {
      resource.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
    }
    Validations.of(bucket).acknowledge({
      id: "AwsSolutions-S1",
      reason:
        "Access logs are files of their own that name rosters and would need a second bucket to guard; the few " +
        "uploads of a year are better followed by CloudTrail data events, which the school's account switches on for " +
        "all buckets.",
    });
    return bucket;
  }

  #linkKey(settings: Settings, stage: Stage, key: Key): Secret {
    const secret = new Secret(this, "LinkKey", {
      secretName: nameIn(settings, "link-key"),
      description: "Signs the links in students' mails; `kid` names the key inside each link",
      encryptionKey: key,
      generateSecretString: {
        secretStringTemplate: JSON.stringify({ kid: "k1" }),
        generateStringKey: "key",
        passwordLength: LINK_KEY_LENGTH,
        excludePunctuation: true,
      },
      removalPolicy: stage.removal,
    });
    Validations.of(secret).acknowledge({
      id: "AwsSolutions-SMG4",
      reason:
        "Rotating on a timer would break the links in mails already sent, which stay valid until their milestone " +
        "closes. Links carry a key id, so the key is changed by hand when it must be.",
    });
    return secret;
  }
}
