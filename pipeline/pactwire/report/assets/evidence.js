// The words that a value rests on: shown while the pointer or the focus is on it, kept open by a click.

import { articleRow, pageOf } from "./data.js";
import { byId, fill, h } from "./dom.js";
import { formatDate } from "./format.js";
import { formatRoute } from "./route.js";
import { citeButton } from "./take.js";

let holder = null;
let pinned = false;

export function quoted(sentence, span) {
  if (!span) return [sentence];
  const [start, end] = span;
  return [sentence.slice(0, start), h("mark", {}, sentence.slice(start, end)), sentence.slice(end)];
}

function show(button, told) {
  const box = byId("evidence");
  const article = articleRow(told.article);
  const about = [told.outlet, article && formatDate(article.published), article && article.title].filter(Boolean);
  fill(
    box,
    h("blockquote", {}, ...quoted(told.sentence, told.words)),
    h("p", { class: "about" }, about.join(" · ")),
    told.detail && h("p", { class: "about" }, told.detail),
    h(
      "p",
      { class: "more" },
      pageOf(told.article) &&
        h("a", { href: formatRoute("article", told.article, { event: told.event }) }, "Read it in the article"),
      article && citeButton(article, pageOf(told.article), told.sentence),
    ),
  );
  box.hidden = false;
  const place = button.getBoundingClientRect();
  const room = document.documentElement.clientWidth - box.offsetWidth - 16;
  const left = Math.max(16, Math.min(place.left, room));
  const below = place.bottom + 8 + box.offsetHeight < window.innerHeight || place.top < box.offsetHeight + 16;
  const top = below ? place.bottom + 8 : place.top - box.offsetHeight - 8;
  box.style.left = `${left + window.scrollX}px`;
  box.style.top = `${top + window.scrollY}px`;
  if (holder && holder !== button) release(holder);
  holder = button;
  button.setAttribute("aria-describedby", "evidence");
}

function release(button) {
  button.removeAttribute("aria-describedby");
  button.setAttribute("aria-expanded", "false");
}

export function hideEvidence() {
  if (holder) release(holder);
  holder = null;
  pinned = false;
  byId("evidence").hidden = true;
}

function leave() {
  // Time to move the pointer into the box.
  setTimeout(() => {
    if (
      !pinned &&
      holder &&
      holder !== document.activeElement &&
      !byId("evidence").matches(":hover, :focus-within") &&
      !holder.matches(":hover")
    )
      hideEvidence();
  }, 180);
}

// Make a button show what it rests on.
export function givesEvidence(button, told) {
  button.setAttribute("aria-expanded", "false");
  button.addEventListener("mouseenter", () => !pinned && show(button, told));
  button.addEventListener("focus", () => {
    pinned = false;
    show(button, told);
  });
  button.addEventListener("mouseleave", leave);
  button.addEventListener(
    "blur",
    (event) => !byId("evidence").contains(event.relatedTarget) && !pinned && hideEvidence(),
  );
  button.addEventListener("click", () => {
    show(button, told);
    pinned = true;
    button.setAttribute("aria-expanded", "true");
    const link = byId("evidence").querySelector("a");
    if (link) link.focus({ preventScroll: true });
  });
}

export function startEvidence() {
  byId("evidence").addEventListener("mouseleave", leave);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !holder) return;
    const back = holder;
    const inside = byId("evidence").contains(document.activeElement);
    hideEvidence();
    if (inside) back.focus({ preventScroll: true });
    if (inside) hideEvidence();
  });
  document.addEventListener("pointerdown", (event) => {
    if (holder && !byId("evidence").contains(event.target) && !holder.contains(event.target)) hideEvidence();
  });
}
