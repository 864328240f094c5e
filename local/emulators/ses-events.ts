import type { Deployment } from "../deployment.ts";
import type { PutEvent } from "../gateway/events.ts";
import type { SesEvent } from "./ses.ts";

/** Names of SES's events on EventBridge: detail type, and `eventType` within the detail. */
const NAMES: Record<SesEvent["type"], { detailType: string; eventType: string }> = {
  SEND: { detailType: "Email Sent", eventType: "Send" },
  DELIVERY: { detailType: "Email Delivered", eventType: "Delivery" },
  BOUNCE: { detailType: "Email Bounced", eventType: "Bounce" },
  COMPLAINT: { detailType: "Email Complaint Received", eventType: "Complaint" },
  RENDERING_FAILURE: { detailType: "Email Rendering Failed", eventType: "Rendering Failure" },
};

// Templates write `renderingFailure`, the API `RENDERING_FAILURE`.
const plain = (type: string): string => type.replaceAll("_", "").toUpperCase();

/** What a configuration set's destinations put on the bus for one SES event; nothing where no destination wants its type. */
export const sesBusEvents = (sets: Deployment["configurationSets"], event: SesEvent, now: string): PutEvent[] => {
  const { type, configurationSet, messageId, to, tags } = event;
  const set = sets.find(({ name }) => name === configurationSet);
  if (set === undefined) return [];
  const { detailType, eventType } = NAMES[type];
  const listed = Object.entries({ ...tags, "ses:configuration-set": set.name }).map(([name, value]) => [name, [value]]);
  const detail = {
    eventType,
    mail: { timestamp: now, messageId, destination: [to], tags: Object.fromEntries(listed) },
    ...particularsOf(event, now),
  };
  return set.eventBusDestinations
    .filter(({ types }) => types.some((wanted) => plain(wanted) === plain(type)))
    .map(({ arn }) => ({ busArn: arn, source: "aws.ses", detailType, detail, resources: [set.arn] }));
};

/** What an event holds beside its mail: an object by the name of the event. */
const particularsOf = ({ type, to, reason, suppressed }: SesEvent, timestamp: string): object => {
  if (type === "RENDERING_FAILURE") return { failure: { errorMessage: reason } };
  if (type === "COMPLAINT") {
    const complainedRecipients = [{ emailAddress: to }];
    return { complaint: { timestamp, complainedRecipients, complaintSubType: null, complaintFeedbackType: "abuse" } };
  }
  if (type !== "BOUNCE") return {};
  const bounceSubType = suppressed ? "OnAccountSuppressionList" : "General";
  const bouncedRecipients = [{ emailAddress: to, action: "failed", status: "5.1.1" }];
  return { bounce: { timestamp, bounceType: "Permanent", bounceSubType, bouncedRecipients } };
};
