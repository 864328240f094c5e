/** A browser without pages: it keeps cookies by host and follows redirects until it comes to `until`. */
export const startBrowser = () => {
  const jar = new Map<string, Map<string, string>>();
  const visit = async (url: string, init: RequestInit = {}): Promise<Response> => {
    const { host } = new URL(url);
    const cookies = jar.get(host) ?? new Map<string, string>();
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(url, { ...init, redirect: "manual", headers: { ...init.headers, cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    jar.set(host, cookies);
    return response;
  };
  const follow = async (url: string, until: string, init?: RequestInit): Promise<{ url: string; body: string }> => {
    const response = await visit(url, init);
    const location = response.headers.get("location");
    if (location === null) return { url, body: await response.text() };
    const next = new URL(location, url).href;
    return next.startsWith(until) ? { url: next, body: "" } : follow(next, until);
  };
  return {
    /** Signs in as a person at the sample provider; answers the query with which the browser comes back. */
    signIn: async (address: URL, person: string, callback: string): Promise<string> => {
      const page = await follow(address.href, callback);
      if (page.url.startsWith(callback)) return new URL(page.url).search.slice(1);
      const body = new URLSearchParams({ person }).toString();
      const headers = { "content-type": "application/x-www-form-urlencoded" };
      const back = await follow(page.url, callback, { method: "POST", body, headers });
      if (!back.url.startsWith(callback)) throw new Error(back.body);
      return new URL(back.url).search.slice(1);
    },
  };
};
