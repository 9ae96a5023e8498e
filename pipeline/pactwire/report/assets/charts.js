// Charts are drawn when they come into sight: until then the library is text that costs nothing.

import { chartSpec } from "./data.js";
import { byId, fill, h } from "./dom.js";
import { formatRoute } from "./route.js";

// Pixels below the bars.
const AXIS = 30;

const drawn = new Map();
let ready = null;

function library() {
  // The policy of the page allows this script by its hash.
  ready = ready || Promise.resolve(document.head.append(h("script", {}, byId("chart-library").textContent)));
  return ready;
}

const isDark = () =>
  getComputedStyle(document.documentElement).getPropertyValue("color-scheme").trim() === "dark" ||
  (!document.documentElement.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);

function look(colours) {
  // A custom property holds the rule, not the colour: what the page shows is read off an element.
  const probe = document.body.appendChild(h("span", { class: "unseen" }));
  const colour = (name) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const [ink, soft, line, strong, surface] = ["ink", "soft", "line", "line-strong", "surface"].map(colour);
  const font = getComputedStyle(document.body).fontFamily;
  probe.remove();
  const params = Object.entries({ ink, surface }).map(([name, value]) => ({ name, value }));
  const config = {
    background: "transparent",
    font,
    view: { stroke: null },
    axis: { labelColor: soft, labelFontSize: 12, gridColor: line, domainColor: strong, tickColor: strong },
    axisQuantitative: { domain: false, ticks: false },
    range: { category: colours },
    rule: { color: strong },
    text: { fontSize: 12, fontWeight: 500 },
  };
  return { config, params };
}

async function draw(place) {
  const spec = chartSpec(place.dataset.chart);
  const colours = coloursOf(spec);
  showLegend(place, spec.usermeta, colours);
  const { config, params } = look(colours);
  await library();
  if (drawn.has(place)) drawn.get(place).finalize();
  const result = await window.vegaEmbed(
    place,
    { ...spec, params },
    {
      actions: false,
      ast: true,
      config,
      defaultStyle: false,
      mode: "vega-lite",
      renderer: "svg",
      tooltip: showTip,
    },
  );
  drawn.set(place, result);
  place.dataset.drawn = "yes";
  if (place.dataset.link) {
    result.view.addEventListener("click", (event, item) => {
      if (item && item.datum && item.datum.key)
        location.hash = formatRoute("agreements", "", { [place.dataset.link]: item.datum.key });
    });
  }
}

const coloursOf = (spec) => spec.usermeta.colours.map((pair) => pair[isDark() ? 1 : 0]);

function showLegend(place, { legend: names, shapes }, colours) {
  const legend = place.parentElement.querySelector(".legend");
  fill(
    legend,
    ...names.map((name, at) => {
      const patch = h("i", { class: shapes ? `shape-${shapes[at]}` : null });
      patch.style.background = colours[at];
      return h("li", {}, patch, name);
    }),
  );
}

function showTip(handler, event, item, value) {
  const tip = byId("tip");
  tip.hidden = !value;
  if (!value) return;
  const lines = typeof value === "object" ? Object.entries(value) : [["", String(value)]];
  fill(tip, h("dl", {}, ...lines.map(([name, text]) => [h("dt", {}, name), h("dd", {}, String(text))])));
  const room = document.documentElement.clientWidth - tip.offsetWidth - 8;
  tip.style.left = `${Math.min(event.pageX + 14, room + window.scrollX)}px`;
  tip.style.top = `${event.pageY + 14}px`;
}

export function startCharts() {
  const places = [...document.querySelectorAll("[data-chart]")];
  const watch = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        watch.unobserve(entry.target);
        draw(entry.target);
      }
    },
    { rootMargin: "200px" },
  );
  for (const place of places) {
    // Room for what will come, so that nothing moves under a reader's hand.
    const spec = chartSpec(place.dataset.chart);
    place.style.minHeight = `${spec.height + AXIS}px`;
    showLegend(place, spec.usermeta, coloursOf(spec));
    watch.observe(place);
  }
  for (const button of document.querySelectorAll("[data-shows]"))
    button.addEventListener("click", () => choose(button));
}

function choose(button) {
  for (const other of button.parentElement.children) {
    other.setAttribute("aria-pressed", String(other === button));
    byId(other.dataset.shows).hidden = other !== button;
  }
}

// Colours come from the theme: what is drawn already is drawn anew.
export async function redrawCharts() {
  for (const place of drawn.keys()) await draw(place);
}

export async function drawAll() {
  for (const place of document.querySelectorAll("[data-chart]")) if (!drawn.has(place)) await draw(place);
}
