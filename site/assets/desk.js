// The finder, and what depends on today's date. Everything can be read without this script.

// "Città" and "citta" are the same: marks that Unicode splits off are left out.
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

const form = document.querySelector(".desk-finder");
if (form) {
  const list = document.getElementById(form.dataset.rows);
  const input = form.querySelector("input");
  const status = form.querySelector("[role=status]");
  const isQuiet = list.hidden;
  const groups = [...list.querySelectorAll(".desk-group")].map((group) => ({
    group,
    about: plain(group.querySelector("h2, h3").textContent),
    rows: [...group.querySelectorAll("tbody tr")].map((row) => ({ row, text: plain(row.textContent) })),
  }));

  const filter = () => {
    const words = plain(input.value).split(/\s+/).filter(Boolean);
    let count = 0;
    for (const { group, about, rows } of groups) {
      let any = false;
      for (const { row, text } of rows) {
        const fits = words.every((word) => text.includes(word) || about.includes(word));
        row.hidden = !fits;
        any ||= fits;
        count += fits;
      }
      group.hidden = !any;
    }
    list.hidden = isQuiet && words.length === 0;
    const { none, count: found } = status.dataset;
    status.textContent = words.length === 0 ? "" : count ? `${found} ${count}` : none;
  };

  // Not "q": the theme opens its own search for that.
  form.hidden = false;
  input.value = new URLSearchParams(location.search).get("find") ?? "";
  input.addEventListener("input", filter);
  form.addEventListener("submit", (event) => { event.preventDefault(); filter(); });
  filter();
}

// Whoever is concerned wants to know before the first day.
const NOTICE_DAYS = 14;
const daysBefore = (day, days) => {
  const moved = new Date(`${day}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() - days);
  return moved.toISOString().slice(0, 10);
};
const today = (zone) => new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(new Date());
for (const notice of document.querySelectorAll(".notice")) {
  const { from, until, zone } = notice.dataset;
  const day = today(zone);
  if (notice.hidden) notice.hidden = day < daysBefore(from, NOTICE_DAYS) || day > until;
  else notice.classList.toggle("past", day > until);
}

const year = String(new Date().getFullYear());
for (const details of document.querySelectorAll(".year")) details.open = details.dataset.year === year;
addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll(".year, .uses")) details.open = true;
});

