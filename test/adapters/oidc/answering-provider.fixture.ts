import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { createServer } from "node:http";

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

const signedBy = (key: KeyObject, claims: object): string => {
  const text = `${encoded({ alg: "RS256", typ: "JWT", kid: "1" })}.${encoded(claims)}`;
  return `${text}.${sign("sha256", Buffer.from(text), key).toString("base64url")}`;
};

const answerTo = (path: string, issuer: string, idToken: string | undefined): [status: number, body: unknown] => {
  if (path === "/token" && idToken === undefined) return [503, { error: "temporarily_unavailable" }];
  if (path === "/token") return [200, { access_token: "a", token_type: "Bearer", expires_in: 600, id_token: idToken }];
  const endpoints = { authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token` };
  return [200, { issuer, ...endpoints, jwks_uri: `${issuer}/jwks`, id_token_signing_alg_values_supported: ["RS256"] }];
};

/** A provider on this machine that answers each code with a token of whatever claims it is told, or with a failure. */
export const startAnsweringProvider = async () => {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  let idToken: string | undefined;
  let issuer = "";
  const server = createServer((request, response) => {
    const [status, body] = answerTo(request.url ?? "", issuer, idToken);
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  issuer = `http://localhost:${typeof address === "object" ? address?.port : address}`;
  return {
    issuer,
    answerWith: (claims: object) => {
      idToken = signedBy(privateKey, claims);
    },
    answerWithText: (token: string | undefined) => {
      idToken = token;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
};
