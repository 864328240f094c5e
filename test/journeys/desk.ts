import type { System } from "../../local/system.ts";
import { startBrowser } from "../adapters/oidc/browser.fixture.ts";

/** A browser at the deployed pages of staff, of whoever signed in at the provider; orders carry the page's token. */
export const signedIn = async (system: System, person: string) => {
  const jar = new Map<string, string>();
  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { ...init.headers, ...(cookie !== "" && { cookie }) };
    const response = await system.request(new Request(new URL(path, system.url), { ...init, headers }));
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (line.includes("Max-Age=0")) jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  };
  const sent = await ask("/office/sign-in");
  const callback = `${system.url}/office/callback`;
  const query = await startBrowser().signIn(new URL(sent.headers.get("location") ?? ""), person, callback);
  await ask(`/office/callback?${query}`);
  const look = async (path: string): Promise<string> => (await ask(path)).text();
  const order = async (path: string, form: Record<string, string>): Promise<string> => {
    const token = /name="form-token" value="([^"]+)"/.exec(await look("/office"))?.[1] ?? "";
    const body = new URLSearchParams({ ...form, "form-token": token });
    return (await ask(path, { method: "POST", body, headers: { origin: system.url } })).text();
  };
  return { look, order };
};
