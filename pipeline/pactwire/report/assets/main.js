// The page as a whole: which view is shown, the theme, printing.

import { printAgreements, showAgreements } from "./agreements.js";
import { showArticle } from "./article.js";
import { drawAll, redrawCharts, startCharts } from "./charts.js";
import { byId, h } from "./dom.js";
import { showDossier } from "./dossier.js";
import { hideEvidence, startEvidence } from "./evidence.js";
import { formatDate } from "./format.js";
import { showArticles, showBriefs, showChecks } from "./lists.js";
import { parseRoute } from "./route.js";

const BRIEF = 6;
const MOST_PRINTED = 500;
const NAME = "Pactwire report";
const VIEWS = {
  overview: { part: "overview", show: () => "Overview" },
  agreements: { part: "agreements", show: (id, options) => named(showAgreements(options), "Agreements") },
  agreement: { part: "agreements", show: (id) => showDossier(id) },
  articles: { part: "articles", show: (id, options) => named(showArticles(options), "Articles") },
  article: { part: "articles", show: (id, options) => showArticle(id, options) },
  checks: { part: "checks", show: () => named(showChecks(), "Checks") },
};
const last = { agreements: "#agreements", articles: "#articles" };
let current = null;

const named = (_, title) => title;

function show(first) {
  const route = parseRoute(location.hash);
  const name = route.view in VIEWS ? route.view : "overview";
  const view = VIEWS[name];
  hideEvidence();
  byId("tip").hidden = true;
  const title = view.show(route.id, route.options);
  for (const other of Object.keys(VIEWS)) byId(`view-${other}`).hidden = other !== name;
  for (const link of document.querySelectorAll(".top nav a")) {
    if (link.getAttribute("href") === `#${view.part}`)
      link.setAttribute("aria-current", name === view.part ? "page" : "true");
    else link.removeAttribute("aria-current");
  }
  for (const link of byId(`view-${name}`).querySelectorAll("[data-back]"))
    link.setAttribute("href", last[link.dataset.back]);
  document.title = `${title} · ${NAME}`;
  const key = `${name}=${route.id}`;
  if (!first && (key !== current || route.options.page)) {
    if (!byId(`view-${name}`).querySelector(".lit")) window.scrollTo(0, 0);
    byId(`view-${name}`).querySelector("h1").focus({ preventScroll: true });
  }
  current = key;
}

const THEMES = [
  ["", "Theme: system"],
  ["light", "Theme: light"],
  ["dark", "Theme: dark"],
];

function startTheme() {
  const button = byId("theme");
  let at = Math.max(
    0,
    THEMES.findIndex(([name]) => name === remembered()),
  );
  const apply = () => {
    const [name, label] = THEMES[at];
    if (name) document.documentElement.dataset.theme = name;
    else delete document.documentElement.dataset.theme;
    button.querySelector(".theme-label").textContent = label;
  };
  apply();
  button.addEventListener("click", () => {
    at = (at + 1) % THEMES.length;
    remember(THEMES[at][0]);
    apply();
    redrawCharts();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => redrawCharts());
}

// Some browsers keep nothing for a file from the disk.
function remembered() {
  try {
    return localStorage.getItem("pactwire-theme");
  } catch {
    return null;
  }
}

function remember(name) {
  try {
    localStorage.setItem("pactwire-theme", name);
  } catch {
    // The choice holds until the page is closed.
  }
}

// The browser tells of an opening only later, when the pages are already laid out.
function openNow(details) {
  details.open = true;
  details.dispatchEvent(new Event("toggle"));
}

function startPrinting() {
  window.addEventListener("beforeprint", () => {
    const { view } = parseRoute(location.hash);
    if (view === "agreements") printAgreements(MOST_PRINTED);
    if (view === "agreement" || view === "article") document.querySelectorAll(`#view-${view} details`).forEach(openNow);
    if (view === "overview") drawAll();
  });
  window.addEventListener("afterprint", () => parseRoute(location.hash).view === "agreements" && show(true));
}

function startSkipping() {
  document.querySelector(".skip").addEventListener("click", (event) => {
    // The address belongs to the views.
    event.preventDefault();
    byId("main").focus();
  });
}

for (const time of document.querySelectorAll("time")) time.textContent = formatDate(time.getAttribute("datetime"));
startTheme();
startEvidence();
startSkipping();
startPrinting();
showBriefs(BRIEF);
show(true);
startCharts();
window.addEventListener("hashchange", (event) => {
  // The way back leads to the list as it was left.
  const left = new URL(event.oldURL).hash;
  const { view } = parseRoute(left);
  if (view in last) last[view] = left;
  show(false);
});
document.documentElement.append(h("template", { id: "ready" }));
