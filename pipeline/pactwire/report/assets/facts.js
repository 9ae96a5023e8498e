// What each outlet says of each fact, side by side, with the verdict.

import { words } from "./data.js";
import { h } from "./dom.js";
import { formatDate, someOf } from "./format.js";
import { givesEvidence, quoted } from "./evidence.js";
import { partyNames, verdictBadge } from "./parts.js";

// A value of the records in words for readers.
export function readable(fact, facet, value) {
  if (!value) return "";
  if (fact === "date") return formatDate(value);
  if (fact === "status") {
    const [status, modality] = value.split("/");
    const term = words().status[status];
    const certainty = modality && modality !== "asserted" ? ` (${words().modality[modality].label.toLowerCase()})` : "";
    return term ? term.label + certainty : value;
  }
  if (fact === "parties") return facet === "roles" ? formatTransfer(value) : namesOf(value);
  return value;
}

const namesOf = (value) => someOf(partyNames(value.split(", ")), 8);

// Who gives and who takes, of which one may be unknown: "USA to POL", "from USA, to: not stated".
function formatTransfer(value) {
  const known = value.split(/, (?:from|to): /)[0];
  for (const end of ["from ", "to "]) {
    if (known.startsWith(end)) return end + namesOf(known.slice(end.length));
  }
  const [giver, taker] = known.split(" to ");
  return `from ${namesOf(giver)} to ${namesOf(taker)}`;
}

export function factTable(groups, outlets, sentences, caption) {
  const columns = outlets.filter((outlet) =>
    groups.some((group) => group.values.some((value) => value.outlet === outlet)),
  );
  return h(
    "div",
    { class: "facts-scroll", tabindex: "0", role: "region", "aria-label": caption },
    h(
      "table",
      { class: "facts", role: "table" },
      h("caption", { class: "unseen" }, caption),
      h(
        "thead",
        { role: "rowgroup" },
        h(
          "tr",
          { role: "row" },
          h("th", { scope: "col", role: "columnheader" }, "Fact"),
          h("th", { scope: "col", role: "columnheader" }, "Verdict"),
          ...columns.map((outlet) => h("th", { scope: "col", role: "columnheader" }, outlet)),
        ),
      ),
      h("tbody", { role: "rowgroup" }, ...groups.map((group) => factRow(group, columns, sentences))),
    ),
  );
}

function factRow(group, columns, sentences) {
  const settledOn = group.verdict === "single_source" ? "" : readable(group.fact, group.facet, group.consensus);
  return h(
    "tr",
    { role: "row", class: group.verdict === "conflict" ? "is-conflict" : null },
    h(
      "th",
      { scope: "row", role: "rowheader" },
      words().fact[group.fact],
      group.facet && h("span", { class: "facet" }, group.facet),
    ),
    h(
      "td",
      { class: "judged", role: "cell" },
      verdictBadge(group.verdict),
      settledOn && h("span", { class: "consensus" }, settledOn),
      group.verdict !== "single_source" && h("span", { class: "basis" }, group.basis),
    ),
    ...columns.map((outlet) => cell(group, outlet, sentences)),
  );
}

function cell(group, outlet, sentences) {
  const values = group.values.filter((value) => value.outlet === outlet);
  if (!values.length) return h("td", { role: "cell" });
  // Several articles of one outlet often say the same.
  const alike = new Map();
  for (const value of values) {
    const key = `${value.value}\u0000${value.standing}`;
    alike.set(key, [...(alike.get(key) || []), value]);
  }
  return h(
    "td",
    { role: "cell", "data-label": outlet },
    h("div", { class: "cell-values" }, ...[...alike.values()].map((same) => valueItem(group, same, sentences))),
  );
}

const LONGEST_WORDS = 120;

const shortened = (text) => (text.length > LONGEST_WORDS ? `${text.slice(0, LONGEST_WORDS)}…` : text);

function valueItem(group, same, sentences) {
  const [value] = same;
  const standing = words().standing[value.standing];
  const told = readable(group.fact, group.facet, value.value);
  const sentence = sentences[value.sentence];
  const button = h(
    "button",
    { type: "button", class: `value ${value.standing}` },
    h("i", { "aria-hidden": "true" }, group.verdict === "single_source" ? "" : standing.sign),
    h(
      "span",
      {},
      told,
      h("span", { class: "unseen" }, group.verdict === "single_source" ? "" : ` (${standing.label})`),
    ),
    same.length > 1 && h("span", { class: "times" }, `×${same.length}`),
  );
  const detail = same.length > 1 ? `${same.length} articles of this outlet say so; this is the first.` : value.detail;
  givesEvidence(button, { ...value, sentence, detail });
  const verbatim =
    value.text && value.text !== told && value.text !== value.value
      ? h("span", { class: "words" }, `“${shortened(value.text)}”`)
      : null;
  return h("div", {}, button, verbatim, h("span", { class: "on-paper" }, ...quoted(sentence, value.words)));
}
