// Small pieces that several views are made of.

import { partyName, words } from "./data.js";
import { h } from "./dom.js";
import { count, formatDate } from "./format.js";

export function phaseClass(status) {
  return status ? `phase-${words().status[status].phase}` : "";
}

// A stage in words; what did not simply happen is drawn hollow and says so.
export function stageBadge(status, modality) {
  if (!status) return h("span", { class: "stage unsure" }, "Nothing concluded yet");
  const sure = !modality || modality === "asserted";
  const certainty = sure ? null : h("span", { class: "certainty" }, words().modality[modality].label.toLowerCase());
  return h(
    "span",
    {
      class: `stage ${phaseClass(status)}${sure ? "" : " unsure"}`,
      title: sure ? null : words().modality[modality].why,
    },
    words().status[status].label,
    certainty,
  );
}

export function verdictBadge(name) {
  const verdict = words().verdict[name];
  return h(
    "span",
    { class: `verdict verdict-${name}`, title: verdict.why },
    h("i", { "aria-hidden": "true" }, verdict.sign),
    verdict.label,
  );
}

export const partyNames = (ids) => ids.map(partyName);

// When the current stage was reached, or the last day it can have been.
export function reachedText(row) {
  if (row.date) return formatDate(row.date);
  return row.reached ? `by ${formatDate(row.reached)}` : "date not told";
}

export function emptyState(title, advice, action) {
  return h("div", { class: "empty" }, h("strong", {}, title), advice, action && h("div", {}, action));
}

export function pager(page, pages, go) {
  if (pages < 2) return null;
  const step = (label, target, possible) =>
    h("button", { type: "button", disabled: !possible, onclick: () => go(target) }, label);
  return h(
    "nav",
    { class: "pages", "aria-label": "Pages of the list" },
    step("Previous", page - 1, page > 1),
    h("span", {}, `Page ${page} of ${pages}`),
    step("Next", page + 1, page < pages),
  );
}

export function told(row) {
  return `${count(row.sources, "independent source")} in ${count(row.outlets.length, "outlet")}`;
}

// A labelled choice; options are [value, text].
export function choice(label, name, options, chosen, every) {
  const items = options.map(([value, text]) => h("option", { value, selected: value === chosen }, text));
  return h(
    "label",
    { class: "field foldable" },
    h("span", {}, label),
    h("select", { name }, every && h("option", { value: "" }, every), ...items),
  );
}
