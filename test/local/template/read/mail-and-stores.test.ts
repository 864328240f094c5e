import { describe, expect, test } from "vitest";
import { deployed, type Resources } from "../assembly.ts";

/** A set `other` that tells a bus. */
const told = (destination: object = {}, bus = "default"): Resources => ({
  Set: { Type: "AWS::SES::ConfigurationSet", Properties: { Name: "other" } },
  Told: {
    Type: "AWS::SES::ConfigurationSetEventDestination",
    Properties: {
      ConfigurationSetName: "other",
      EventDestination: {
        MatchingEventTypes: ["bounce"],
        EventBridgeDestination: { EventBusArn: `arn:aws:events:us-east-1:111122223333:event-bus/${bus}` },
        ...destination,
      },
    },
  },
});

describe("mail and stores", () => {
  test("a destination that is switched off is told nothing", () => {
    expect(deployed(told()).configurationSets[0]?.eventBusDestinations).toHaveLength(1);
    expect(deployed(told({ Enabled: false })).configurationSets[0]?.eventBusDestinations).toEqual([]);
  });

  test("come as the template has them", () => {
    const made = deployed({
      Set: { Type: "AWS::SES::ConfigurationSet" },
      Told: {
        Type: "AWS::SES::ConfigurationSetEventDestination",
        Properties: {
          ConfigurationSetName: { Ref: "Set" },
          EventDestination: {
            Enabled: true,
            MatchingEventTypes: ["bounce"],
            EventBridgeDestination: { EventBusArn: "arn:aws:events:us-east-1:111122223333:event-bus/default" },
          },
        },
      },
      Identity: { Type: "AWS::SES::EmailIdentity", Properties: { EmailIdentity: "careers@example.edu" } },
      Survey: {
        Type: "AWS::SES::Template",
        Properties: {
          Template: { TemplateName: "survey", SubjectPart: "Hi {{text.name}}", HtmlPart: "<p>", TextPart: "t" },
        },
      },
      Rosters: {
        Type: "AWS::S3::Bucket",
        Properties: { NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } } },
      },
      Key: {
        Type: "AWS::SecretsManager::Secret",
        Properties: { GenerateSecretString: { SecretStringTemplate: "{}", GenerateStringKey: "key" } },
      },
    });
    expect(made.configurationSets[0]).toMatchObject({ name: "App-Set", eventBusDestinations: [{ types: ["bounce"] }] });
    expect(made.emailIdentities).toEqual([
      { name: "careers@example.edu", arn: "arn:aws:ses:us-east-1:111122223333:identity/careers@example.edu" },
    ]);
    expect(made.emailTemplates).toEqual([{ name: "survey", subject: "Hi {{text.name}}", html: "<p>", text: "t" }]);
    expect(made.buckets).toEqual([{ name: "app-rosters", arn: "arn:aws:s3:::app-rosters", eventBridge: true }]);
    expect(made.secrets[0]).toMatchObject({ name: "App-Key", generate: { template: "{}", key: "key", length: 32 } });
    expect(made.secrets[0]?.arn).toMatch(/^arn:aws:secretsmanager:us-east-1:111122223333:secret:App-Key-[0-9a-f]{6}$/);
  });

  test.each<[string, Resources]>([
    [
      "App/B.NotificationConfiguration.LambdaConfigurations",
      { B: { Type: "AWS::S3::Bucket", Properties: { NotificationConfiguration: { LambdaConfigurations: [] } } } },
    ],
    [
      "App/T.ImportSourceSpecification: this property",
      {
        T: {
          Type: "AWS::DynamoDB::Table",
          Properties: { AttributeDefinitions: [], KeySchema: [], ImportSourceSpecification: {} },
        },
      },
    ],
    [
      "App/T.Replicas: not understood by the local run: one replica",
      {
        T: {
          Type: "AWS::DynamoDB::GlobalTable",
          Properties: {
            AttributeDefinitions: [],
            KeySchema: [],
            Replicas: [{ Region: "us-east-1" }, { Region: "us-west-2" }],
          },
        },
      },
    ],
    [
      "App/T.Replicas.0.Region: not us-east-1",
      {
        T: {
          Type: "AWS::DynamoDB::GlobalTable",
          Properties: { AttributeDefinitions: [], KeySchema: [], Replicas: [{ Region: "us-west-2" }] },
        },
      },
    ],
    ["App/Told.EventDestination.EventBridgeDestination: SES can tell the default bus only", told({}, "school")],
    [
      "App/Told.ConfigurationSetName: there is no set other",
      { ...told(), Set: { Type: "AWS::SES::ConfigurationSet" } },
    ],
  ])("%s", (what, resources) => {
    expect(() => deployed(resources)).toThrow(what);
  });
});
