// One article: its text with the words marked that events rest on, and the events with their grounds.

import { agreementRow, articleRow, pageOf, words } from "./data.js";
import { byId, fill, h } from "./dom.js";
import { count, formatDate } from "./format.js";
import { emptyState, stageBadge } from "./parts.js";
import { formatRoute } from "./route.js";
import { citeButton } from "./take.js";

// Pixels between a card and the edge that it is scrolled to.
const GAP = 8;

// How the date of publication is known, where the input did not say it in so many words.
const BASES = { text: " (read from the text)", inferred: " (inferred)" };

export function showArticle(id, options) {
  const view = byId("view-article");
  const row = articleRow(id);
  const page = row && pageOf(id);
  if (!page) {
    fill(
      view,
      back(),
      h("h1", { tabindex: "-1" }, "No such article"),
      emptyState("This report holds no article of that id", `Look for it in articles.jsonl: ${id}`),
    );
    return "No such article";
  }
  const chosen = page.events.findIndex((event) => event.id === options.event);
  const again = view.contains(document.activeElement);
  fill(
    view,
    back(),
    head(row, page),
    h(
      "div",
      { class: "story" },
      h("div", {}, legend(page), text(page, chosen), cutNotice(page)),
      events(row, page, chosen),
    ),
  );
  const lit = view.querySelector(".lit");
  if (lit) requestAnimationFrame(() => lit.scrollIntoView({ block: "center" }));
  const card = view.querySelector(".told-event.now");
  if (card) {
    card.parentElement.scrollTop = card.offsetTop - GAP;
    if (again) card.querySelector("a, button").focus({ preventScroll: true });
  }
  return row.title;
}

function back() {
  return h("a", { class: "back", href: "#articles", "data-back": "articles" }, "← All articles");
}

function head(row, page) {
  const published = row.published
    ? `${formatDate(row.published)}${BASES[page.basis] || ""}`
    : "date of publication unknown";
  const about = [row.outlet || "outlet unknown", page.byline, page.agency, published];
  return h(
    "header",
    { class: "story-head" },
    h("h1", { tabindex: "-1" }, row.title),
    h("p", { class: "about" }, ...about.filter(Boolean).map((part) => h("span", {}, part))),
    h(
      "p",
      { class: "about small" },
      h("code", {}, page.line ? `${page.path}:${page.line}` : page.path),
      page.url && h("a", { href: page.url, rel: "noopener noreferrer nofollow" }, "Source on the web"),
    ),
    ...page.warnings.map(([, message]) => h("p", { class: "alert" }, h("strong", {}, "Check: "), message)),
  );
}

function legend(page) {
  const kinds = new Set(page.pieces.flatMap((piece) => piece[1] || []));
  const items = Object.entries(words().mark).filter(([kind]) => kinds.has(kind));
  return (
    items.length > 0 &&
    h("p", { class: "mark-legend" }, "Marked:", ...items.map(([kind, label]) => h("mark", { class: kind }, label)))
  );
}

function text(page, chosen) {
  if (!page.kept) return null;
  const body = page.pieces.map(([words, kinds, note, owners]) => {
    if (!kinds) return words;
    const lit = owners.includes(chosen) && kinds.includes("sentence");
    return h("mark", { class: kinds.join(" ") + (lit ? " lit" : ""), title: note || null }, words);
  });
  return h("div", { class: "text" }, ...body);
}

function cutNotice(page) {
  if (page.kept === page.length) return null;
  const what = page.kept
    ? `The text is cut off after ${page.kept.toLocaleString("en-GB")} of ${page.length.toLocaleString("en-GB")} characters.`
    : "The text is left out to keep this page small.";
  return h("p", { class: "notice" }, `${what} The whole of it is in articles.jsonl.`);
}

function events(row, page, chosen) {
  return h(
    "aside",
    { class: "told", "aria-label": "Events of this article" },
    h("h2", {}, page.events.length ? count(page.events.length, "event") : "No agreement was found in this article."),
    ...page.events.map((event, at) => eventCard(event, at === chosen, row, page)),
  );
}

function eventCard(event, now, row, page) {
  const agreement = event.agreement && agreementRow(event.agreement);
  const title = agreement
    ? h("a", { href: formatRoute("agreement", agreement.id) }, agreement.title)
    : "An agreement that this report does not list";
  return h(
    "section",
    { class: `told-event${now ? " now" : ""}` },
    stageBadge(event.status, event.modality),
    h("h3", {}, title),
    !page.kept && h("p", { class: "faint" }, `“${event.sentence}”`),
    h(
      "p",
      { class: "told-to" },
      page.kept > 0 && h("a", { href: formatRoute("article", row.id, { event: event.id }) }, "Show in the text"),
      citeButton(row, page, event.sentence),
    ),
    h(
      "details",
      { open: now },
      h("summary", {}, "What it rests on"),
      h(
        "table",
        { class: "grounds-table" },
        h(
          "tbody",
          {},
          ...event.facts.map(([field, value, because]) =>
            h(
              "tr",
              {},
              h("th", { scope: "row" }, field),
              h("td", {}, value, because && h("span", { class: "because" }, because)),
            ),
          ),
        ),
      ),
    ),
  );
}
