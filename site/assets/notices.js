// Of the announcements on a page, which hold by the reader's clock: the page has all with their dates.
import { fill } from "./moments.js";

/** Mark what holds, and show in a banner what is announced and not over; again every minute. */
export function notices() {
  const banner = document.querySelector(".banner");
  const tell = () => {
    const now = Date.now() / 1000;
    for (const each of document.querySelectorAll(".notice")) mark(each, now);
    if (banner) choose(banner, now);
  };
  const again = () => {
    tell();
    setTimeout(again, 60_000 - (Date.now() % 60_000));
  };
  again();
  // A page that slept shows what was true before.
  document.addEventListener("visibilitychange", tell);
}

function mark(notice, now) {
  const isOver = over(notice, now);
  notice.querySelector(".running").hidden = isOver || now < Number(notice.dataset.from);
  notice.classList.toggle("past", isOver);
}

function choose(banner, now) {
  const all = [...banner.querySelectorAll(".notice")];
  const current = all.filter((each) => !over(each, now) && now >= Number(each.dataset.shown ?? 0));
  for (const each of all) each.hidden = each !== current[0];
  banner.hidden = !current.length;
  const more = banner.querySelector(".more");
  if (!more) return;
  const number = current.length - 1;
  more.hidden = number < 1;
  const { one, many } = banner.dataset;
  more.firstElementChild.textContent = number === 1 ? one : fill(many, { number });
}

const over = (notice, now) => "until" in notice.dataset && now >= Number(notice.dataset.until);
