// Keeps a page up to date: whatever is marked data-live is fetched again when the server says that something changed.
const AT_MOST_EVERY_MS = 700;

let isFetching = false;
let isStale = false;
let isRunning = false;

const typing = (section) => section.contains(document.activeElement) && document.activeElement.matches("input, select");

const refresh = async () => {
  isStale = true;
  if (isFetching || document.hidden) return;
  isFetching = true;
  isStale = false;
  try {
    // While the clock runs the office is not asked again and again: the run would wait for each of its pages.
    const isWhole = !isRunning || !location.pathname.startsWith("/office");
    const response = await fetch(isWhole ? location.href : "/bill", { headers: { accept: "text/html" } });
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
    for (const section of document.querySelectorAll("[data-live]")) {
      const newer = fresh.getElementById(section.id);
      if (newer && !typing(section) && newer.innerHTML !== section.innerHTML) replace(section, newer);
    }
    const [nav, newerNav] = [document.querySelector("nav"), fresh.querySelector("nav")];
    if (isWhole && nav && newerNav && nav.innerHTML !== newerNav.innerHTML) replace(nav, newerNav);
  } catch {
    isStale = true;
  }
  setTimeout(() => {
    isFetching = false;
    if (isStale) refresh();
  }, AT_MOST_EVERY_MS);
};

// What tells one element of a section from all others, also where several have the same words.
const keyOf = (element) =>
  element.dataset.focus ??
  element.getAttribute("aria-label") ??
  element.getAttribute("href") ??
  `${element.form?.action ?? ""} ${element.id} ${element.textContent}`;

// What has the focus keeps it, and what is folded out stays so, when the piece around it is replaced.
const replace = (section, newer) => {
  const focused = section.contains(document.activeElement) ? keyOf(document.activeElement) : undefined;
  const open = [...section.querySelectorAll("details")].map((one) => one.open);
  section.innerHTML = newer.innerHTML;
  section.querySelectorAll("details").forEach((one, nth) => {
    one.open = open[nth] ?? false;
  });
  if (focused === undefined) return;
  const focusable = [...section.querySelectorAll("a, button, input, select, summary, [tabindex]")];
  focusable.find((one) => keyOf(one) === focused)?.focus({ preventScroll: true });
};

// The clock's buttons work without leaving the page; without this script they load it again.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.action.includes("/clock/")) return;
  event.preventDefault();
  if (event.submitter?.getAttribute("aria-disabled") === "true") return;
  const body = new URLSearchParams(new FormData(form));
  // Out of the date's field, which no refresh touches while somebody types in it.
  event.submitter?.focus();
  await fetch(form.action, { method: "POST", body, redirect: "manual" });
  refresh();
});

// The opened mail's row is brought into view of its list, which scrolls by itself beside the mail.
const openedRow = document.querySelector(".has-open .mails [aria-current]");
const list = openedRow?.closest("#mail-list");
if (list) {
  const below = openedRow.getBoundingClientRect().top - list.getBoundingClientRect().top;
  list.scrollTop = below - list.clientHeight / 3;
}

// A mail is as high as it is: nothing of it is cut off, and its page scrolls as a whole.
for (const frame of document.querySelectorAll("iframe")) {
  const grow = () => {
    const height = frame.contentDocument?.documentElement?.scrollHeight ?? 0;
    if (height > 0) frame.style.height = `${height + 4}px`;
  };
  frame.addEventListener("load", grow);
  addEventListener("resize", grow);
  grow();
}

const source = new EventSource("/live");
source.addEventListener("change", ({ data }) => {
  isRunning = data === "running";
  refresh();
});
document.addEventListener("visibilitychange", () => {
  if (!document.hidden && isStale) refresh();
});
