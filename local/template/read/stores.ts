import * as z from "zod/mini";
import type { Deployment } from "../../deployment.ts";
import { attributeOf, nameOf, refOf } from "../intrinsics.ts";
import { harmless, understood } from "../properties.ts";
import type { World } from "../world.ts";

const Bucket = z.strictObject({
  BucketName: z.optional(z.string()),
  NotificationConfiguration: z.optional(
    z.strictObject({ EventBridgeConfiguration: z.strictObject({ EventBridgeEnabled: z.optional(z.literal(true)) }) }),
  ),
  ...harmless({
    AccessControl: "who may do what stands in the roles",
    BucketEncryption: "stores on this machine are not encrypted",
    LifecycleConfiguration: "AWS deletes after days, and nothing may count on it",
    LoggingConfiguration: "logs of the bucket itself",
    OwnershipControls: "there is one account here",
    PublicAccessBlockConfiguration: "nothing here is public",
    Tags: "labels",
    VersioningConfiguration: "old versions are for people to fetch back",
  }),
});

/** Every bucket of the app. @throws TemplateFault for a property that is not understood. */
export const readBuckets = (world: World): Deployment["buckets"] =>
  understood(world, "AWS::S3::Bucket", Bucket).map(({ resource, properties }) => ({
    name: nameOf(resource, world),
    arn: attributeOf(resource, "Arn", world),
    eventBridge: properties.NotificationConfiguration !== undefined,
  }));

const Secret = z.strictObject({
  Name: z.optional(z.string()),
  SecretString: z.optional(z.string()),
  GenerateSecretString: z.optional(
    z.strictObject({
      SecretStringTemplate: z._default(z.string(), ""),
      GenerateStringKey: z._default(z.string(), ""),
      // Secrets Manager's own default, in characters.
      PasswordLength: z._default(z.int(), 32),
      ...harmless({
        ExcludeCharacters: "what is made here is of letters and digits only",
        ExcludePunctuation: "what is made here is of letters and digits only",
        IncludeSpace: "a kind of character that may be there, not must",
        RequireEachIncludedType: "a rule for passwords that people choose",
      }),
    }),
  ),
  ...harmless({ Description: "a remark", KmsKeyId: "stores on this machine are not encrypted", Tags: "labels" }),
});

/** Every secret of the app; one that is generated without a template (`key` is empty) is the generated text itself. */
export const readSecrets = (world: World): Deployment["secrets"] =>
  understood(world, "AWS::SecretsManager::Secret", Secret).map(({ resource, properties }) => {
    const { GenerateSecretString: made } = properties;
    return {
      name: nameOf(resource, world),
      arn: refOf(resource, world),
      generate: made && {
        template: made.SecretStringTemplate,
        key: made.GenerateStringKey,
        length: made.PasswordLength,
      },
      value: properties.SecretString,
    };
  });
