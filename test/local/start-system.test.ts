import { writeFileSync } from "node:fs";
import { createServer, request } from "node:http";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { type StartOptions, startSystem } from "../../local/start-system.ts";
import { allow, arnOf, lambda, type Resources, role, writeAssembly } from "./template/assembly.ts";

const SOURCE = `
export const handler = async (event) => {
  if (event.rawPath) return { statusCode: 200, body: new Date(event.requestContext.timeEpoch).toISOString() };
  const reply = await fetch(process.env.AWS_ENDPOINT_URL, { method: "POST", body: JSON.stringify({ Entries: [
    { Source: "t", DetailType: event.name, EventBusName: "school", Detail: JSON.stringify({ at: event.at }) }] }),
    headers: { "x-amz-target": "AWSEvents.PutEvents",
      authorization: \`Credential=\${process.env.AWS_ACCESS_KEY_ID}/20270101/us-east-1/events/aws4_request\` } });
  if (!reply.ok) throw new Error(await reply.text());
};`;

const scheduled = (name: string, ScheduleExpression: string) => ({
  Type: "AWS::Scheduler::Schedule",
  Properties: {
    Name: name,
    ScheduleExpression,
    ScheduleExpressionTimezone: "America/New_York",
    FlexibleTimeWindow: { Mode: "OFF" },
    Target: {
      Arn: arnOf("Tick"),
      RoleArn: arnOf("SchedulerRole"),
      Input: `{"name":"${name}","at":"<aws.scheduler.scheduled-time>"}`,
    },
  },
});

const resources: Resources = {
  Role: role("lambda.amazonaws.com", allow("events:PutEvents", arnOf("Bus"))),
  Tick: lambda("tick", { Timeout: 10 }),
  Bus: { Type: "AWS::Events::EventBus", Properties: { Name: "school" } },
  SchedulerRole: role("scheduler.amazonaws.com", allow("lambda:InvokeFunction", arnOf("Tick"))),
  // Out of alphabetical order, so that the order of firing shows.
  Second: scheduled("b-daily", "cron(0 9 * * ? *)"),
  First: scheduled("a-daily", "cron(0 9 * * ? *)"),
  Yearly: scheduled("yearly", "cron(0 8 15 3 ? *)"),
  Web: { Type: "AWS::ApiGatewayV2::Api", Properties: { Name: "web", ProtocolType: "HTTP" } },
  Stage: {
    Type: "AWS::ApiGatewayV2::Stage",
    Properties: { ApiId: { Ref: "Web" }, StageName: "$default", AutoDeploy: true },
  },
  Proxy: {
    Type: "AWS::ApiGatewayV2::Integration",
    Properties: {
      ApiId: { Ref: "Web" },
      IntegrationType: "AWS_PROXY",
      IntegrationUri: arnOf("Tick"),
      PayloadFormatVersion: "2.0",
    },
  },
  Route: {
    Type: "AWS::ApiGatewayV2::Route",
    Properties: {
      ApiId: { Ref: "Web" },
      RouteKey: "GET /s/{token}",
      Target: { "Fn::Join": ["/", ["integrations", { Ref: "Proxy" }]] },
    },
  },
  MayInvoke: {
    Type: "AWS::Lambda::Permission",
    Properties: {
      Action: "lambda:InvokeFunction",
      FunctionName: arnOf("Tick"),
      Principal: "apigateway.amazonaws.com",
    },
  },
};

const started = async (options: Partial<StartOptions> = {}) => {
  const assembly = writeAssembly({ App: { Resources: resources } });
  writeFileSync(join(assembly, "asset.bundle", "index.mjs"), SOURCE);
  const system = await startSystem({ assembly, at: "2027-03-12T00:00:00Z", port: 0, ...options });
  onTestFinished(() => system.stop());
  return system;
};

/** Asks under a host name of one's choice, which `fetch` does not allow. */
const statusFor = (url: string, host: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const { port } = new URL(url);
    const asked = request({ host: "127.0.0.1", port, headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asked.on("error", reject).end();
  });

describe("a started system", () => {
  test("runs schedules in order through a change of the clocks, and never back", async () => {
    const system = await started();
    let changes = 0;
    system.subscribe(() => {
      changes += 1;
    });
    expect(system.upcoming(3)).toEqual([
      { name: "a-daily", at: "2027-03-12T14:00:00.000Z" },
      { name: "b-daily", at: "2027-03-12T14:00:00.000Z" },
      { name: "a-daily", at: "2027-03-13T14:00:00.000Z" },
    ]);
    await system.runToNextEvent();
    expect(system.now()).toBe("2027-03-12T14:00:00.000Z");
    const told: string[] = [];
    await system.runTo("2027-03-15T13:00:00Z", (now) => told.push(now));
    expect(system.busEvents().map(({ at, detailType }) => `${detailType} ${at}`)).toEqual([
      "a-daily 2027-03-12T14:00:00.000Z",
      "b-daily 2027-03-12T14:00:00.000Z",
      "a-daily 2027-03-13T14:00:00.000Z",
      "b-daily 2027-03-13T14:00:00.000Z",
      "a-daily 2027-03-14T13:00:00.000Z",
      "b-daily 2027-03-14T13:00:00.000Z",
      "yearly 2027-03-15T12:00:00.000Z",
      "a-daily 2027-03-15T13:00:00.000Z",
      "b-daily 2027-03-15T13:00:00.000Z",
    ]);
    expect(system.busEvents()[0]?.detail).toEqual({ at: "2027-03-12T14:00:00Z" });
    expect(told.at(-1)).toBe("2027-03-15T13:00:00.000Z");
    expect(changes).toBeGreaterThanOrEqual(9);
    await expect(system.runTo("2027-03-01T00:00:00Z")).rejects.toThrow("does not go back");
    expect(system.failures()).toEqual([]);
    await system.reset("2027-03-12T00:00:00Z");
    expect([system.now(), system.busEvents(), system.calls()]).toEqual(["2027-03-12T00:00:00.000Z", [], {}]);
    await system.runTo("2027-03-12T14:00:00Z");
    expect(system.busEvents()).toHaveLength(2);
  });

  test("a schedule that fires all day long is no event of its own, and fires for two hours after one", async () => {
    const often = { name: "often", expression: "cron(0/30 * * * ? *)" };
    const system = await started({
      adjust: (deployment) => ({
        ...deployment,
        schedules: deployment.schedules.flatMap((one) =>
          one.name === "b-daily" ? [{ ...one, ...often, input: one.input.replaceAll("b-daily", "often") }] : [one],
        ),
      }),
    });
    expect(system.upcoming(2).map(({ name }) => name)).toEqual(["a-daily", "a-daily"]);
    await system.runToNextEvent();
    expect(system.now()).toBe("2027-03-12T14:00:00.000Z");
    await system.runTo("2027-03-13T13:59:00Z");
    const firings = system.busEvents().filter(({ detailType }) => detailType === "often");
    expect(firings.map(({ at }) => at.slice(11, 16))).toEqual([
      ...["00:30", "01:00", "01:30", "02:00"],
      ...["14:30", "15:00", "15:30", "16:00"],
    ]);
  });

  test("a schedule that fires all day long sleeps on after an event that left nothing behind", async () => {
    const system = await started({
      adjust: (deployment) => ({
        ...deployment,
        schedules: deployment.schedules.flatMap((one) => {
          if (one.name === "b-daily") return [{ ...one, name: "often", expression: "cron(0/30 * * * ? *)" }];
          // The function may not be called, so that nothing comes of it.
          return one.name === "a-daily" ? [{ ...one, statements: [], deadLetterArn: undefined }] : [];
        }),
      }),
    });
    await system.runTo("2027-03-13T13:59:00Z");
    expect(system.busEvents().map(({ at }) => at.slice(11, 16))).toEqual(["00:30", "01:00", "01:30", "02:00"]);
    expect(system.failures()).toHaveLength(1);
  });

  test("can stand at an instant before what is due at it", async () => {
    const system = await started();
    await system.runUpTo("2027-03-12T14:00:00Z");
    expect([system.now(), system.busEvents()]).toEqual(["2027-03-12T14:00:00.000Z", []]);
    expect(system.upcoming(1)).toEqual([{ name: "a-daily", at: "2027-03-12T14:00:00.000Z" }]);
    await system.runTo("2027-03-12T14:00:00Z");
    await system.runUpTo("2027-03-12T14:00:00Z");
    await system.runTo("2027-03-12T15:00:00Z");
    expect(system.busEvents().map(({ detailType }) => detailType)).toEqual(["a-daily", "b-daily"]);
  });

  test("answers browsers on its port: the deployed routes, then its pages, under its own name only", async () => {
    const system = await started({ pages: (inner) => () => new Response(`console at ${inner.now()}`) });
    expect(await (await fetch(`${system.url}/s/abc`)).text()).toBe("2027-03-12T00:00:00.000Z");
    expect(await (await fetch(`${system.url}/`)).text()).toBe("console at 2027-03-12T00:00:00.000Z");
    expect(await (await system.request(new Request(`${system.url}/s/abc`))).text()).toBe("2027-03-12T00:00:00.000Z");
    expect(await statusFor(system.url, "elsewhere.example")).toBe(421);
    await system.stop();
    await expect(fetch(system.url)).rejects.toThrow();
  });

  test("breaks where one grant of the template is taken away, and says which", async () => {
    const system = await started({
      adjust: (deployment) => ({
        ...deployment,
        functions: deployment.functions.map((one) => ({ ...one, statements: [] })),
      }),
    });
    await system.runToNextEvent();
    expect(system.busEvents()).toEqual([]);
    expect(system.failures()[0]?.what).toContain("events:PutEvents");
  });

  test("says in one sentence that its port is taken", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void other.close());
    const address = other.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    await expect(started({ port })).rejects.toThrow(`Port ${port} is taken by another program`);
  });

  test("leaves nothing running where the app cannot be read", async () => {
    const assembly = writeAssembly({ App: { Resources: { X: { Type: "AWS::StepFunctions::StateMachine" } } } });
    await expect(startSystem({ assembly, at: "2027-01-01T00:00:00Z", port: 0 })).rejects.toThrow(
      "AWS::StepFunctions::StateMachine",
    );
  });
});
