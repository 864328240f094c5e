import type { Session } from "#domain/sessions/session.ts";

export const session = (change: Partial<Session> = {}): Session => ({
  id: "rtr1",
  item: "road-to-residency-1",
  title: "Road to Residency I",
  startsAt: "2027-01-20T22:30:00.000Z",
  endsAt: "2027-01-21T00:00:00.000Z",
  rsvp: "none",
  status: "planned",
  ...change,
});
