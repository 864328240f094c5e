/**
 * Resource types for which the local run makes nothing, and why it may. Every type that is neither here nor read is an
 * error.
 */
export const unneeded: Readonly<Record<string, string>> = {
  "AWS::KMS::Key":
    "stores on this machine are not encrypted; who may use a key is read from the roles' own policies, and for " +
    "topics from the key's",
  "AWS::KMS::Alias": "a second name for a key",
  "AWS::Logs::LogGroup": "functions log to the console",
  "AWS::Logs::MetricFilter": "only alarms watch what it counts",
  "AWS::CloudWatch::Alarm": "alarms watch metrics, and the local run shows its failures itself",
  "AWS::CloudWatch::CompositeAlarm": "as alarms",
  "AWS::CloudWatch::Dashboard": "the console shows what a dashboard would",
  "AWS::S3::BucketPolicy":
    "what is granted to functions stands in their roles; a bucket policy here only forbids plain HTTP",
  "AWS::Scheduler::ScheduleGroup": "a label on schedules",
  "AWS::ApiGatewayV2::Stage": "checked where the API is read; throttling and access logs are AWS's",
  "AWS::Cognito::UserPoolDomain": "the provider on this machine has an address of its own",
  "AWS::Cognito::UserPoolIdentityProvider": "whoever signs in here says whom of the sample school they are",
  "AWS::Cognito::ManagedLoginBranding": "how Cognito's own pages look",
  "AWS::CDK::Metadata": "statistics for the toolkit's authors",
};
