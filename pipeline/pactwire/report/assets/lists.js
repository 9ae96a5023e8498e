// The list of articles, and what should be checked: warnings and failures.

import { agreementRow, articleRow, index } from "./data.js";
import { announce, byId, fill, h, settled } from "./dom.js";
import { fits, queryWords, searchable } from "./filter.js";
import { count, formatDate } from "./format.js";
import { emptyState, pager, partyNames, reachedText, stageBadge } from "./parts.js";
import { formatRoute } from "./route.js";

const PAGE = 60;
let texts = null;

export function showArticles(options) {
  const { articles, totals } = index();
  texts = texts || articles.map((row) => searchable([row.title, row.outlet]));
  const view = byId("view-articles");
  if (!view.hasChildNodes()) view.append(...articlesFrame(totals, articles.length));
  const input = byId("articles-search");
  if (input.value !== (options.q || "")) input.value = options.q || "";
  const query = queryWords(options.q);
  const found = articles.filter((row, at) => fits(texts[at], query));
  const pages = Math.max(1, Math.ceil(found.length / PAGE));
  const page = Math.min(Math.max(1, Number(options.page) || 1), pages);
  const go = (target) => {
    location.hash = formatRoute("articles", "", { ...options, page: String(target) });
  };
  fill(
    byId("articles-rows"),
    found.length
      ? articleTable(found.slice((page - 1) * PAGE, page * PAGE))
      : emptyState(
          articles.length ? "No article fits" : "No article was read",
          articles.length ? "Try fewer words." : "",
        ),
    pager(page, pages, go),
  );
  announce(count(found.length, "article"));
}

function articlesFrame(totals, listed) {
  const search = (event) => {
    const options = { q: event.target.value };
    history.replaceState(null, "", formatRoute("articles", "", options));
    showArticles(options);
  };
  const some =
    listed < totals.articles
      ? ` ${listed.toLocaleString("en-GB")} of ${totals.articles.toLocaleString("en-GB")} are listed, those that tell of a listed agreement first; all are in articles.jsonl.`
      : "";
  return [
    h(
      "header",
      { class: "page-head" },
      h(
        "div",
        {},
        h("h1", { id: "articles-title", tabindex: "-1" }, "Articles"),
        h("p", {}, `All that was read, with the number of events found in each.${some}`),
      ),
    ),
    h(
      "label",
      { class: "field searchbar" },
      h("span", {}, "Search titles and outlets"),
      h("input", { type: "search", id: "articles-search", autocomplete: "off", oninput: settled(60, search) }),
    ),
    h("div", { id: "articles-rows" }),
  ];
}

function articleTable(rows) {
  const head = ["Title", "Outlet", "Published", "Events"].map((name) =>
    h("th", { scope: "col", class: name === "Events" ? "number" : null }, name),
  );
  return h(
    "table",
    { class: "listing" },
    h("thead", {}, h("tr", {}, ...head)),
    h(
      "tbody",
      {},
      ...rows.map((row) =>
        h(
          "tr",
          {},
          h("th", { scope: "row" }, h("a", { href: formatRoute("article", row.id) }, row.title)),
          h("td", {}, row.outlet || "unknown"),
          h("td", { class: "nowrap" }, formatDate(row.published) || "unknown"),
          h("td", { class: "number", "data-label": "Events" }, row.events.toLocaleString("en-GB")),
        ),
      ),
    ),
  );
}

export function showChecks() {
  const { warnings, failures, aside, totals } = index();
  const view = byId("view-checks");
  if (view.hasChildNodes()) return;
  view.classList.add("checks");
  fill(
    view,
    h(
      "header",
      { class: "page-head" },
      h(
        "div",
        {},
        h("h1", { id: "checks-title", tabindex: "-1" }, "Checks"),
        h(
          "p",
          {},
          "What an analyst should look at: claims that do not fit together, and files that could not be read.",
        ),
      ),
    ),
    section(
      "Warnings",
      warnings.length,
      totals.warnings,
      warnings.length
        ? warningTable(warnings)
        : emptyState("Nothing to warn of", "No article or agreement contradicts itself."),
    ),
    section(
      "Failures",
      failures.length,
      totals.failures,
      failures.length ? failureTable(failures) : emptyState("Nothing failed", "Every article was read and processed."),
    ),
    section(
      "Set aside",
      aside.length,
      totals.aside,
      aside.length
        ? asideTable(aside)
        : emptyState("Nothing was set aside", "All that was read is an article in English."),
    ),
    totals.duplicates
      ? h(
          "p",
          { class: "notice" },
          `${count(totals.duplicates, "article")} came twice in the same words from the same outlet and ${totals.duplicates === 1 ? "is" : "are"} counted once; duplicates.jsonl names them.`,
        )
      : "",
  );
}

function section(title, listed, all, body) {
  const some =
    listed < all
      ? h(
          "p",
          { class: "faint small" },
          `The first ${listed.toLocaleString("en-GB")} of ${all.toLocaleString("en-GB")}; the record files hold all.`,
        )
      : null;
  return h("section", {}, h("h2", {}, all ? `${title}: ${all.toLocaleString("en-GB")}` : title), some, body);
}

function warningTable(warnings) {
  return h(
    "table",
    { class: "listing" },
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("th", { scope: "col" }, "What"),
        h("th", { scope: "col" }, "Kind"),
        h("th", { scope: "col" }, "Where"),
      ),
    ),
    h(
      "tbody",
      {},
      ...warnings.map((warning) =>
        h(
          "tr",
          {},
          h("th", { scope: "row" }, warning.message),
          h("td", {}, warning.code.replaceAll("_", " ")),
          h("td", {}, whereOf(warning)),
        ),
      ),
    ),
  );
}

function whereOf(warning) {
  const row = warning.agreement ? agreementRow(warning.agreement) : articleRow(warning.article);
  if (!row) return warning.agreement || warning.article;
  return h(
    "a",
    { href: warning.agreement ? formatRoute("agreement", row.id) : formatRoute("article", row.id) },
    row.title,
  );
}

const failureTable = (failures) =>
  fileTable(["File", "Stage", "Reason"], failures, (failure) => [failure.stage, failure.reason]);
const asideTable = (rows) =>
  fileTable(["File", "Why", "What it is"], rows, (row) => [row.reason.replaceAll("_", " "), row.detail]);

function fileTable(head, rows, cells) {
  const place = (row) => h("th", { scope: "row" }, h("code", {}, row.line ? `${row.path}:${row.line}` : row.path));
  return h(
    "table",
    { class: "listing" },
    h("thead", {}, h("tr", {}, ...head.map((name) => h("th", { scope: "col" }, name)))),
    h("tbody", {}, ...rows.map((row) => h("tr", {}, place(row), ...cells(row).map((cell) => h("td", {}, cell))))),
  );
}

// The overview's two short lists of agreements.
export function showBriefs(most) {
  const { agreements } = index();
  const order = (rows, key) =>
    [...rows]
      .sort((a, b) => (key(a) < key(b) ? 1 : key(a) > key(b) ? -1 : b.sources - a.sources || (a.id < b.id ? -1 : 1)))
      .slice(0, most);
  const latest = order(
    agreements.filter((row) => row.status && row.reached),
    (row) => row.reached,
  );
  const disputed = order(
    agreements.filter((row) => row.conflicts),
    (row) => row.conflicts,
  );
  fill(
    byId("latest"),
    latest.length
      ? briefList(latest, (row) => reachedText(row))
      : emptyState("Nothing concluded yet", "No text says that a stage was reached."),
  );
  fill(
    byId("disputed"),
    disputed.length
      ? briefList(disputed, (row) => count(row.conflicts, "conflict"))
      : emptyState("No contradictions", "Where several outlets tell of a fact, their accounts fit together."),
  );
}

function briefList(rows, side) {
  return h(
    "ul",
    { class: "brief" },
    ...rows.map((row) =>
      h(
        "li",
        {},
        h(
          "a",
          { href: formatRoute("agreement", row.id) },
          h("span", { class: "brief-title" }, row.title),
          h("span", { class: "brief-side" }, stageBadge(row.status)),
          h("span", { class: "brief-who" }, partyNames(row.parties).join(", ") || "Parties unknown"),
          h("span", { class: "brief-when" }, side(row)),
        ),
      ),
    ),
  );
}
