// The data of the page: JSON in script elements that no browser runs, each read when it is first asked for.

import { byId } from "./dom.js";

const read = new Map();

function block(id) {
  if (!read.has(id)) {
    const element = byId(id);
    read.set(id, element ? JSON.parse(element.textContent) : null);
  }
  return read.get(id);
}

export const words = () => block("data-wording");
export const index = () => block("data-index");
export const chartSpec = (id) => block(`chart-data-${id}`);
export const dossierOf = (id) => block(`agreement-data-${id}`);
export const pageOf = (id) => block(`article-data-${id}`);

const rowsById = new Map();

function rowOf(kind, id) {
  if (!rowsById.has(kind)) rowsById.set(kind, new Map(index()[kind].map((row) => [row.id, row])));
  return rowsById.get(kind).get(id) || null;
}

export const agreementRow = (id) => rowOf("agreements", id);
export const articleRow = (id) => rowOf("articles", id);
export const partyName = (id) => (index().parties[id] || [id])[0];
