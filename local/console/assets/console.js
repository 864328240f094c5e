// Keeps a page up to date: whatever is marked data-live is fetched again when the server says that something changed.
const AT_MOST_EVERY_MS = 700;

let isFetching = false;
let isStale = false;

const typing = (section) => section.contains(document.activeElement) && document.activeElement.matches("input, select");

const refresh = async () => {
  isStale = true;
  if (isFetching || document.hidden) return;
  isFetching = true;
  isStale = false;
  try {
    const response = await fetch(location.href, { headers: { accept: "text/html" } });
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
    for (const section of document.querySelectorAll("[data-live]")) {
      const newer = fresh.getElementById(section.id);
      if (newer && !typing(section) && newer.innerHTML !== section.innerHTML) replace(section, newer);
    }
    document.querySelector("nav")?.replaceWith(fresh.querySelector("nav"));
  } catch {
    isStale = true;
  }
  setTimeout(() => {
    isFetching = false;
    if (isStale) refresh();
  }, AT_MOST_EVERY_MS);
};

// A button keeps its focus when the piece around it is replaced.
const replace = (section, newer) => {
  const focused = section.contains(document.activeElement) ? document.activeElement.textContent : undefined;
  section.innerHTML = newer.innerHTML;
  if (focused === undefined) return;
  for (const button of section.querySelectorAll("button, a")) if (button.textContent === focused) button.focus();
};

// The clock's buttons work without leaving the page; without this script they load it again.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.action.includes("/clock/")) return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form));
  document.activeElement?.blur?.();
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

const source = new EventSource("/live");
source.addEventListener("change", refresh);
document.addEventListener("visibilitychange", () => {
  if (!document.hidden && isStale) refresh();
});
