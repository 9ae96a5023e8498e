// The list of agreements with its search and filters. The address holds them, so that a list can be sent on.

import { agreementTable } from "./csv.js";
import { index, partyName, words } from "./data.js";
import { announce, byId, fill, h, settled } from "./dom.js";
import { searchable, selectAgreements, sortAgreements, tally } from "./filter.js";
import { count, formatDate, someOf } from "./format.js";
import { choice, emptyState, pager, partyNames, phaseClass, reachedText, stageBadge, told } from "./parts.js";
import { formatRoute } from "./route.js";
import { saveFile } from "./take.js";

const PAGE = 40;
const ORDERS = [
  ["latest", "Latest stage first"],
  ["sources", "Most sources first"],
  ["conflicts", "Most conflicts first"],
  ["title", "By name"],
];
let texts = null;
let built = false;
let shown = [];

function textOf(row) {
  const status = row.statuses.map((name) => words().status[name].label);
  return searchable([
    row.title,
    ...row.names,
    ...row.parties,
    ...partyNames(row.parties),
    words().type[row.type],
    ...status,
    ...row.goods,
  ]);
}

export function showAgreements(options) {
  const { agreements } = index();
  texts = texts || agreements.map(textOf);
  if (!built) build(agreements, options);
  fillForm(options);
  const found = sortAgreements(selectAgreements(agreements, texts, options), options.sort);
  shown = found;
  const pages = Math.max(1, Math.ceil(found.length / PAGE));
  const page = Math.min(Math.max(1, Number(options.page) || 1), pages);
  render(found.slice((page - 1) * PAGE, page * PAGE), options, page, pages);
  const all = index().totals.agreements;
  const listed = found.length === agreements.length && all === found.length ? "" : ` of ${all.toLocaleString("en-GB")}`;
  const message = `${found.length.toLocaleString("en-GB")}${listed} ${all === 1 ? "agreement" : "agreements"}`;
  byId("agreements-count").textContent = message;
  announce(message);
}

function build(rows, options) {
  const counted = (pairs, label) => pairs.map(([value, number]) => [value, `${label(value)} (${number})`]);
  const byName = (pairs) => pairs.sort((a, b) => a[1].localeCompare(b[1], "en"));
  const order = Object.keys(words().status);
  const statuses = tally(rows, (row) => row.statuses).sort((a, b) => order.indexOf(a[0]) - order.indexOf(b[0]));
  const form = h(
    "form",
    { id: "filters-form", onsubmit: (event) => event.preventDefault() },
    h(
      "label",
      { class: "field wide" },
      h("span", {}, "Search"),
      h("input", {
        type: "search",
        name: "q",
        placeholder: "Names, parties, goods",
        autocomplete: "off",
        spellcheck: "false",
      }),
    ),
    choice(
      "Party",
      "party",
      byName(
        counted(
          tally(rows, (row) => row.parties),
          partyName,
        ),
      ),
      options.party,
      "All parties",
    ),
    choice(
      "Type",
      "type",
      counted(
        tally(rows, (row) => [row.type]),
        (type) => words().type[type],
      ),
      options.type,
      "All types",
    ),
    choice(
      "Stage reported",
      "status",
      counted(statuses, (status) => words().status[status].label),
      options.status,
      "All stages",
    ),
    choice(
      "Outlet",
      "outlet",
      byName(
        counted(
          tally(rows, (row) => row.outlets),
          String,
        ),
      ),
      options.outlet,
      "All outlets",
    ),
    h("label", { class: "field foldable" }, h("span", {}, "Stages from"), h("input", { type: "date", name: "from" })),
    h("label", { class: "field foldable" }, h("span", {}, "Stages to"), h("input", { type: "date", name: "to" })),
    h(
      "label",
      { class: "tick foldable wide" },
      h("input", { type: "checkbox", name: "conflicts", value: "1" }),
      "Only where outlets disagree",
    ),
    h("button", { type: "button", class: "foldable", id: "filters-reset", onclick: reset }, "Clear all filters"),
  );
  const change = () => replaceOptions(readForm());
  form.addEventListener(
    "input",
    settled(60, (event) => (event.target.type === "date" && !event.target.validity.valid ? null : change())),
  );
  fill(
    byId("view-agreements"),
    h(
      "header",
      { class: "page-head" },
      h(
        "div",
        {},
        h("h1", { id: "agreements-title", tabindex: "-1" }, "Agreements"),
        h(
          "p",
          {},
          "Each is told across all articles and outlets, with the last stage that it reached by their account.",
        ),
      ),
    ),
    h(
      "div",
      { class: "browse" },
      h("section", { class: "filters", id: "filters", "aria-label": "Search and filters" }, form, foldButton()),
      h(
        "section",
        { "aria-labelledby": "agreements-count" },
        h(
          "div",
          { class: "results-head" },
          h("p", { class: "count", id: "agreements-count" }),
          h("button", { type: "button", class: "plain save", id: "agreements-save", onclick: save }, "Save as CSV"),
          h(
            "label",
            { class: "sort" },
            "Order",
            h(
              "select",
              { name: "sort", id: "agreements-sort", onchange: change },
              ...ORDERS.map(([value, text]) => h("option", { value }, text)),
            ),
          ),
        ),
        h("ol", { class: "rows", id: "agreements-rows" }),
        h("div", { id: "agreements-pages" }),
      ),
    ),
  );
  built = true;
}

function foldButton() {
  const fold = h(
    "button",
    { type: "button", class: "filters-toggle", "aria-expanded": "false", "aria-controls": "filters-form" },
    "More filters",
    h("span", { "aria-hidden": "true" }, "+"),
  );
  fold.addEventListener("click", () => {
    const open = byId("filters").classList.toggle("open");
    fold.setAttribute("aria-expanded", String(open));
    fold.firstChild.textContent = open ? "Fewer filters" : "More filters";
    fold.lastChild.textContent = open ? "−" : "+";
  });
  return fold;
}

function readForm() {
  const options = Object.fromEntries(new FormData(byId("filters-form")));
  const order = byId("agreements-sort").value;
  return { ...options, sort: order === "latest" ? "" : order };
}

// The address follows what is typed without a new step in the history.
function replaceOptions(options) {
  history.replaceState(null, "", formatRoute("agreements", "", options));
  showAgreements(options);
}

function reset() {
  replaceOptions({});
  byId("filters-form").elements.q.focus();
}

function save() {
  saveFile("agreements.csv", "text/csv", agreementTable(shown, partyName));
}

function fillForm(options) {
  const { elements } = byId("filters-form");
  for (const name of ["q", "party", "type", "status", "outlet", "from", "to"]) {
    const value = options[name] || "";
    if (elements[name].value !== value) elements[name].value = value;
  }
  elements.conflicts.checked = Boolean(options.conflicts);
  byId("agreements-sort").value = options.sort || "latest";
  const used = ["q", "party", "type", "status", "outlet", "from", "to", "conflicts"].some((name) => options[name]);
  byId("filters-reset").hidden = !used;
  byId("agreements-save").hidden = !index().agreements.length;
}

function render(rows, options, page, pages) {
  const go = (target) => {
    location.hash = formatRoute("agreements", "", { ...options, page: String(target) });
  };
  if (!rows.length) {
    const none = index().agreements.length === 0;
    const advice = none ? "No article of this run tells of one." : "Try fewer words, or take a filter away.";
    const action = none ? null : h("button", { type: "button", onclick: reset }, "Clear all filters");
    fill(
      byId("agreements-rows"),
      h("li", {}, emptyState(none ? "No agreement was found" : "No agreement fits", advice, action)),
    );
  } else {
    fill(byId("agreements-rows"), ...rows.map(rowItem));
  }
  fill(byId("agreements-pages"), pager(page, pages, go));
}

function rowItem(row) {
  return h(
    "li",
    { class: "row" },
    h("h2", {}, h("a", { href: formatRoute("agreement", row.id) }, row.title)),
    h("p", { class: "row-who" }, someOf(partyNames(row.parties), 8) || "Parties unknown"),
    h(
      "p",
      { class: "row-facts" },
      h("span", {}, words().type[row.type]),
      h("span", {}, told(row)),
      row.conflicts > 0 &&
        h("span", { class: "flag" }, h("span", { "aria-hidden": "true" }, "≠ "), count(row.conflicts, "conflict")),
      row.warnings > 0 &&
        h("span", { class: "flag warn" }, h("span", { "aria-hidden": "true" }, "! "), count(row.warnings, "warning")),
    ),
    h(
      "div",
      { class: "row-stage" },
      stageBadge(row.status),
      h("span", { class: "row-when faint" }, row.status ? reachedText(row) : ""),
      course(row),
    ),
  );
}

function course(row) {
  if (row.stages < 2) return null;
  const steps = row.course.map(([status, modality, date]) => {
    const sure = modality === "asserted";
    const title = [
      words().status[status].label,
      sure ? "" : `(${words().modality[modality].label.toLowerCase()})`,
      formatDate(date),
    ];
    return h("i", { class: `${phaseClass(status)}${sure ? "" : " unsure"}`, title: title.filter(Boolean).join(" ") });
  });
  return h("span", { class: "course" }, h("span", {}, count(row.stages, "stage")), ...steps);
}

// On paper there are no pages to turn: up to so many rows are printed.
export function printAgreements(most) {
  fill(byId("agreements-rows"), ...shown.slice(0, most).map(rowItem));
}
