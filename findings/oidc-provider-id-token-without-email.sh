#!/usr/bin/env bash
# oidc-provider 9.13.3: the ID token of a sign-in for "openid email groups" holds neither email nor groups.
#
# Both are granted, and userinfo has them. In the ID token they come only with conformIdTokenClaims: false.
#
# One would guess what Cognito does, which puts email and cognito:groups into the ID token, so that pages that read it
# work against the one and not against the other. The provider keeps to OpenID Connect Core 5.4: where an access token
# is issued, claims asked by scope are for userinfo.
# Seen 2026-11-28, Node 24.21.0:
#> default, ID token: sub
#> default, userinfo: sub email groups
#> conformIdTokenClaims: false, ID token: sub email groups
#> conformIdTokenClaims: false, userinfo: sub email groups
set -euo pipefail
seen=$(sed -n 's/^#> \{0,1\}//p' "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{}' >package.json
npm install --silent --no-audit --no-fund oidc-provider@9.13.3 node@24.21.0 || exit 2
export PATH="$work/node_modules/.bin:$PATH"
cat >probe.mjs <<'END'
import { createServer } from "node:http";
import Provider from "oidc-provider";

const signIn = async (settings) => {
  const server = createServer();
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const issuer = `http://localhost:${server.address().port}`;
  const redirect = `${issuer}/callback`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: "pages", client_secret: "not-a-secret", redirect_uris: [redirect] }],
    claims: { openid: ["sub"], email: ["email"], groups: ["groups"] },
    findAccount: (_, sub) => ({
      accountId: sub,
      claims: () => ({ sub, email: "ana@school.example", groups: ["staff"] }),
    }),
    ...settings,
  });
  server.on("request", provider.callback());
  const grant = new provider.Grant({ accountId: "ana", clientId: "pages" });
  grant.addOIDCScope("openid email groups");
  const code = new provider.AuthorizationCode({
    accountId: "ana",
    client: await provider.Client.find("pages"),
    grantId: await grant.save(),
    gty: "authorization_code",
    redirectUri: redirect,
    scope: "openid email groups",
  });
  const answer = await fetch(`${issuer}/token`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa("pages:not-a-secret")}` },
    body: new URLSearchParams({ grant_type: "authorization_code", code: await code.save(), redirect_uri: redirect }),
  });
  const { id_token: idToken, access_token: accessToken } = await answer.json();
  const userinfo = await fetch(`${issuer}/me`, { headers: { authorization: `Bearer ${accessToken}` } });
  const inToken = JSON.parse(Buffer.from(idToken.split(".")[1], "base64url"));
  server.close();
  server.closeAllConnections();
  return { "ID token": inToken, userinfo: await userinfo.json() };
};
console.warn = console.info = () => {};
for (const [name, settings] of [["default", {}], ["conformIdTokenClaims: false", { conformIdTokenClaims: false }]]) {
  for (const [place, claims] of Object.entries(await signIn(settings))) {
    console.log(`${name}, ${place}: ${["sub", "email", "groups"].filter((claim) => claim in claims).join(" ")}`);
  }
}
END
now=$(node probe.mjs)
printf '%s\n' "$now"
[ "$now" = "$seen" ]
