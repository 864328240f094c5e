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

/** What SES tells of one event: what it puts on buses, and what it publishes to topics. */
export interface SesTelling {
  events: PutEvent[];
  messages: { topicArn: string; message: string }[];
}

/** What a configuration set's destinations are told of one SES event; nothing where none wants its type. */
export const toldOf = (sets: Deployment["configurationSets"], event: SesEvent, now: string): SesTelling => {
  const set = sets.find(({ name }) => name === event.configurationSet);
  if (set === undefined) return { events: [], messages: [] };
  const { detailType, eventType } = NAMES[event.type];
  const detail = { eventType, mail: mailOf(event, set.name, now), ...particularsOf(event, now) };
  const wanting = (destinations: typeof set.topicDestinations) =>
    destinations.filter(({ types }) => types.some((wanted) => plain(wanted) === plain(event.type)));
  return {
    events: wanting(set.eventBusDestinations).map(({ arn }) => ({
      busArn: arn,
      source: "aws.ses",
      detailType,
      detail,
      resources: [set.arn],
    })),
    messages: wanting(set.topicDestinations).map(({ arn }) => ({ topicArn: arn, message: JSON.stringify(detail) })),
  };
};

const mailOf = ({ messageId, to, tags }: SesEvent, set: string, timestamp: string): object => {
  const listed = Object.entries({ ...tags, "ses:configuration-set": set }).map(([name, value]) => [name, [value]]);
  return { timestamp, messageId, destination: [to], tags: Object.fromEntries(listed) };
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
