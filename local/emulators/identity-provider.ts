import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { html } from "hono/html";
import Provider, { type Configuration, errors } from "oidc-provider";
import type { DeployedUserPoolClient } from "../deployment.ts";

/** Somebody of the sample school who may be chosen; `what`: who they are, in words. */
export interface SamplePerson {
  id: string;
  email: string;
  name: string;
  what: string;
}

export interface SampleProviderOptions {
  port: number;
  /** Who may sign in to the pages of staff. */
  people: readonly SamplePerson[];
  /** Who may sign in to their plan; of a school's hundreds only those are offered who are `shown`. */
  students?: readonly (SamplePerson & { shown: boolean })[];
  clients: readonly DeployedUserPoolClient[];
}

const CHOOSE = "/choose";
const TEN_HOURS = 36_000;

const newKey = () => generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" });

// As Cognito does it: the address stands in the ID token. Nobody is asked whether the pages may know it.
const configurationOf = ({ people, students = [], clients }: SampleProviderOptions): Configuration => ({
  clients: clients.map(({ clientId, clientSecret, callbacks, signedOut }) => ({
    client_id: clientId,
    client_secret: clientSecret,
    redirect_uris: [...callbacks],
    post_logout_redirect_uris: [...signedOut],
  })),
  claims: { openid: ["sub", "email", "email_verified"] },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_, { uid }) => `${CHOOSE}/${uid}` },
  pkce: { required: () => true },
  jwks: { keys: [newKey()] },
  ttl: {
    AccessToken: 600,
    AuthorizationCode: 60,
    Grant: TEN_HOURS,
    IdToken: TEN_HOURS,
    Interaction: 600,
    Session: TEN_HOURS,
  },
  cookies: { keys: ["the sample school's provider keeps no secret"] },
  findAccount: (_, id) => {
    const person = [...people, ...students].find((one) => one.id === id);
    return person && { accountId: id, claims: () => ({ sub: id, email: person.email, email_verified: true }) };
  },
  loadExistingGrant: async ({ oidc }) => {
    const grant = new oidc.provider.Grant({
      ...(oidc.client !== undefined && { clientId: oidc.client.clientId }),
      ...(oidc.session?.accountId !== undefined && { accountId: oidc.session.accountId }),
    });
    grant.addOIDCScope("openid email");
    await grant.save();
    return grant;
  },
});

const choice = ({ id, name, what }: SamplePerson) =>
  html`<button name="person" value="${id}">${name}<small>${what}</small></button>`;

const choosePage = ({ people, students = [] }: SampleProviderOptions, action: string) => html`<!doctype html>
<html lang="en">
<meta charset="utf-8" /><meta name="viewport" content="width=device-width" />
<title>Sample sign-in</title>
<style>:root{color-scheme:light dark;font:1rem/1.5 system-ui}main{max-width:34rem;margin:2rem auto;padding:0 1rem}
button,input{display:block;width:100%;box-sizing:border-box;margin:.5rem 0;padding:.75rem 1rem;font:inherit;
text-align:left;border-radius:.5rem}small{display:block}</style>
<main><h1>Who are you today?</h1>
<p>This is the sample school's sign-in: it asks for no password. On a stage, the school's own sign-in stands here.</p>
<form method="post" action="${action}">
<h2>Staff and advisors</h2>
${people.map(choice)}
${students.length === 0 ? "" : html`<h2>Students</h2>${students.filter(({ shown }) => shown).map(choice)}`}
</form>
${
  students.length === 0
    ? ""
    : html`<form method="post" action="${action}">
<label for="person">Another student, by their number</label>
<input id="person" name="person" required autocomplete="off" /><button>Sign in</button></form>`
}</main></html>`;

const formOf = async (request: IncomingMessage): Promise<URLSearchParams> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return new URLSearchParams(Buffer.concat(chunks).toString("utf8"));
};

/**
 * A real OpenID Connect provider on this machine, which lets people choose whom of a sample school they are. It stands
 * in for Cognito in a local run, and is no sign-in for anybody real.
 */
export const startSampleProvider = async (
  options: SampleProviderOptions,
): Promise<{ issuer: string; stop(): Promise<void> }> => {
  const server = createServer();
  server.listen(options.port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : options.port;
  const issuer = `http://localhost:${port}`;
  const provider = new Provider(issuer, configurationOf(options));
  const answer = provider.callback();
  const choose = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method !== "POST") {
      response.setHeader("content-type", "text/html; charset=utf-8");
      response.end(String(await choosePage(options, request.url ?? "")));
      return;
    }
    const person = ((await formOf(request)).get("person") ?? "").trim();
    if (![...options.people, ...(options.students ?? [])].some(({ id }) => id === person)) {
      response.writeHead(303, { location: request.url ?? "" }).end();
      return;
    }
    await provider.interactionFinished(request, response, { login: { accountId: person } });
  };
  server.on("request", (request, response) => {
    if (!request.url?.startsWith(`${CHOOSE}/`)) return void answer(request, response);
    choose(request, response).catch((error: unknown) => {
      response.statusCode = error instanceof errors.OIDCProviderError ? error.statusCode : 500;
      response.end("This sign-in is over. Go back to the pages and sign in again.");
    });
  });
  return {
    issuer,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
};
