// One agreement: where it stands, its timeline with the facts of each stage, and why the articles belong together.

import { agreementRow, articleRow, dossierOf, pageOf, partyName, words } from "./data.js";
import { byId, fill, h } from "./dom.js";
import { factTable } from "./facts.js";
import { fold } from "./filter.js";
import { count, formatDate } from "./format.js";
import { emptyState, phaseClass, reachedText, stageBadge, told } from "./parts.js";
import { formatRoute } from "./route.js";

// Facts of so many stages are open from the start.
const OPEN = 3;
const MOST_ARTICLES = 30;

// A name of more characters is set smaller.
const LONG_NAME = 90;
const MOST_CHIPS = 14;
const MOST_GROUNDS = 40;

export function showDossier(id) {
  const view = byId("view-agreement");
  const row = agreementRow(id);
  const dossier = row && dossierOf(id);
  if (!dossier) {
    fill(
      view,
      back(),
      h("h1", { tabindex: "-1" }, "No such agreement"),
      emptyState("This report holds no agreement of that id", `It may be in another run: ${id}`),
    );
    return "No such agreement";
  }
  fill(
    view,
    back(),
    head(row, dossier),
    h(
      "div",
      { class: "dossier-body" },
      h("div", {}, timeline(row, dossier), across(dossier), grounds(dossier)),
      side(row, dossier),
    ),
  );
  return row.title;
}

function back() {
  return h("a", { class: "back", href: "#agreements", "data-back": "agreements" }, "← All agreements");
}

function head(row, dossier) {
  const others = row.names.filter((name) => !fold(row.title).includes(fold(name)));
  return h(
    "header",
    { class: "dossier-head" },
    h("p", { class: "kicker" }, dossier.types.map((type) => words().type[type]).join(" · ")),
    h("h1", { tabindex: "-1", class: row.title.length > LONG_NAME ? "long" : null }, row.title),
    others.length > 0 && h("p", { class: "faint" }, `Also called ${others.join("; ")}`),
    h(
      "ul",
      { class: "chips", "aria-label": "Parties" },
      ...row.parties
        .slice(0, MOST_CHIPS)
        .map((party) =>
          h("li", {}, h("a", { class: "chip", href: formatRoute("agreements", "", { party }) }, partyName(party))),
        ),
      row.parties.length > MOST_CHIPS &&
        h("li", { class: "faint small" }, `and ${row.parties.length - MOST_CHIPS} more, listed below`),
    ),
    h(
      "p",
      { class: "dossier-now" },
      h("span", { class: "faint" }, row.status ? "Stands at" : "So far"),
      stageBadge(row.status),
      row.status && h("span", {}, reachedText(row)),
      h("span", { class: "faint small" }, told(row)),
    ),
    ...dossier.warnings.map((message) => h("p", { class: "alert" }, h("strong", {}, "Check: "), message)),
  );
}

function timeline(row, dossier) {
  const open = stagesToOpen(dossier);
  const steps = dossier.stages.map((stage) => step(row, dossier, stage, open.has(stage.id)));
  const all = h("button", { type: "button" });
  const label = () => {
    all.textContent = steps.every((item) => item.lastChild.open) ? "Close all" : "Open all";
  };
  label();
  all.addEventListener("click", () => {
    const wanted = steps.some((item) => !item.lastChild.open);
    for (const item of steps) item.lastChild.open = wanted;
    label();
  });
  return h(
    "section",
    { "aria-labelledby": "timeline-title" },
    h(
      "div",
      { class: "section-head" },
      h("h2", { id: "timeline-title" }, `Timeline: ${count(steps.length, "stage")}`),
      steps.length > 1 && all,
    ),
    h("ol", { class: "timeline" }, ...steps),
  );
}

// The current stage and those in dispute, or all if they are few; on a phone one.
function stagesToOpen(dossier) {
  if (matchMedia("(max-width: 40rem)").matches) return new Set([dossier.current || dossier.stages[0]?.id]);
  const wanted = dossier.stages.filter(
    (stage) => dossier.stages.length <= OPEN || stage.id === dossier.current || disputed(stage),
  );
  return new Set(wanted.slice(-2 * OPEN).map((stage) => stage.id));
}

const disputed = (stage) => stage.facts.some((group) => group.verdict === "conflict");

function step(row, dossier, stage, open) {
  const when = stage.date ? formatDate(stage.date) : stage.latest ? `By ${formatDate(stage.latest)}` : "Date not told";
  const sure = stage.modality === "asserted";
  const body = h("div", { class: "step-body" });
  const conflicts = stage.facts.filter((group) => group.verdict === "conflict").length;
  const details = h(
    "details",
    { class: `step${stage.id === dossier.current ? " now" : ""}`, id: `stage-${stage.id}` },
    h(
      "summary",
      {},
      h("span", { class: "step-when" }, when),
      h(
        "span",
        { class: "step-what" },
        stageBadge(stage.status, stage.modality),
        stage.id === dossier.current && h("strong", { class: "small" }, "current"),
        conflicts > 0 &&
          h("span", { class: "flag small" }, h("span", { "aria-hidden": "true" }, "≠ "), count(conflicts, "conflict")),
        stage.warnings.length > 0 &&
          h(
            "span",
            { class: "flag warn small" },
            h("span", { "aria-hidden": "true" }, "! "),
            count(stage.warnings.length, "warning"),
          ),
        h(
          "span",
          { class: "step-who" },
          `${count(stage.sources, "source")}: ${stage.outlets.slice(0, 5).join(", ")}${stage.outlets.length > 5 ? ` and ${stage.outlets.length - 5} more` : ""}`,
        ),
      ),
      h("span", { class: "step-open", "aria-hidden": "true" }),
    ),
    body,
  );
  // A table is made when its stage is first opened.
  details.addEventListener("toggle", () => details.open && fillStep(body, row, dossier, stage, when));
  if (open) {
    fillStep(body, row, dossier, stage, when);
    details.open = true;
  }
  return h(
    "li",
    {},
    h("span", { class: `node ${phaseClass(stage.status)}${sure ? "" : " unsure"}`, "aria-hidden": "true" }),
    details,
  );
}

function fillStep(body, row, dossier, stage, when) {
  if (body.hasChildNodes()) return;
  body.append(
    ...stage.warnings.map((message) => h("p", { class: "alert" }, h("strong", {}, "Check: "), message)),
    factTable(
      stage.facts,
      row.outlets,
      dossier.sentences,
      `What outlets say: ${words().status[stage.status].label}, ${when}`,
    ),
  );
}

function across(dossier) {
  if (!dossier.across.length) return null;
  const outlets = [...new Set(dossier.across.flatMap((group) => group.values.map((value) => value.outlet)))].sort();
  return h(
    "section",
    { "aria-labelledby": "across-title" },
    h("div", { class: "section-head" }, h("h2", { id: "across-title" }, "Across all stages")),
    h(
      "div",
      { class: "step" },
      h(
        "div",
        { class: "step-body" },
        factTable(dossier.across, outlets, dossier.sentences, "What outlets say of the agreement as a whole"),
      ),
    ),
  );
}

function side(row, dossier) {
  return h(
    "aside",
    { class: "dossier-side", "aria-label": "Parties and articles" },
    h(
      "section",
      {},
      h("h2", {}, "Parties"),
      dossier.parties.length
        ? h(
            "ul",
            {},
            ...dossier.parties.map(([party, sources]) =>
              h(
                "li",
                { class: "who" },
                h("a", { href: formatRoute("agreements", "", { party }) }, partyName(party)),
                h("span", { class: "faint small" }, count(sources, "source")),
              ),
            ),
          )
        : h("p", { class: "faint" }, "No text says who is bound."),
    ),
    h(
      "section",
      {},
      h("h2", {}, count(dossier.articles.length, "article")),
      h("ul", {}, ...dossier.articles.slice(0, MOST_ARTICLES).map(articleItem)),
      dossier.articles.length > MOST_ARTICLES &&
        h("p", { class: "faint small" }, `and ${count(dossier.articles.length - MOST_ARTICLES, "more article")}`),
    ),
    dossier.copies.length > 0 &&
      h(
        "section",
        {},
        h("h2", {}, "Counted as one source"),
        h(
          "ul",
          {},
          ...dossier.copies.map((copy) =>
            h("li", {}, copy.outlets.join(", "), h("span", { class: "faint small" }, ` ${copy.basis}`)),
          ),
        ),
      ),
  );
}

function articleItem(id) {
  const article = articleRow(id);
  if (!article || !pageOf(id)) return h("li", { class: "faint" }, id);
  return h(
    "li",
    {},
    h("a", { href: formatRoute("article", id) }, article.title),
    h(
      "span",
      { class: "faint small" },
      ` ${[article.outlet, formatDate(article.published)].filter(Boolean).join(", ")}`,
    ),
  );
}

function grounds(dossier) {
  if (!dossier.joins.length && !dossier.apart.length) return null;
  const reasons = (list) =>
    h(
      "span",
      { class: "reasons" },
      list.map(([feature, points, detail]) => `${feature} ${points > 0 ? "+" : ""}${points} (${detail})`).join("; "),
    );
  const named = (id) => (articleRow(id) ? articleRow(id).title : id);
  return h(
    "details",
    { class: "grounds" },
    h("summary", {}, "Why these articles belong together"),
    h(
      "ul",
      {},
      ...dossier.joins
        .slice(0, MOST_GROUNDS)
        .map((join) =>
          h(
            "li",
            {},
            `${named(join.article)} joined to ${named(join.to)}, score ${join.score}: `,
            reasons(join.reasons),
          ),
        ),
      ...dossier.apart
        .slice(0, MOST_GROUNDS)
        .map((apart) =>
          h("li", {}, "Kept apart from ", apartLink(apart.id), `, score ${apart.score}: `, reasons(apart.reasons)),
        ),
    ),
  );
}

function apartLink(id) {
  const row = agreementRow(id);
  return row ? h("a", { href: formatRoute("agreement", id) }, row.title) : id;
}
