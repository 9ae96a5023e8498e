// Which rows of a list are shown, and in what order. No page is needed here.

// Letters that stay whole when accents are taken off.
const LETTERS = { ø: "o", đ: "d", ð: "d", ł: "l", ı: "i", ß: "ss", æ: "ae", œ: "oe", þ: "th" };

export function fold(text) {
  return text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[øđðłıßæœþ]/g, (letter) => LETTERS[letter])
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

// What the words of a query are sought in; a word must begin a word of it.
export function searchable(texts) {
  return ` ${fold(texts.filter(Boolean).join(" "))}`;
}

export function fits(text, query) {
  return query.every((word) => text.includes(` ${word}`));
}

export function queryWords(query) {
  return fold(query || "")
    .split(" ")
    .filter(Boolean);
}

// A row fits when all that is asked for holds; the period is compared to when its stages were.
export function selectAgreements(rows, texts, options) {
  const query = queryWords(options.q);
  return rows.filter(
    (row, at) =>
      (!options.party || row.parties.includes(options.party)) &&
      (!options.type || row.type === options.type) &&
      (!options.status || row.statuses.includes(options.status)) &&
      (!options.outlet || row.outlets.includes(options.outlet)) &&
      (!options.conflicts || row.conflicts > 0) &&
      within(row, options.from, options.to) &&
      fits(texts[at], query),
  );
}

export function within(row, from, to) {
  if (!from && !to) return true;
  if (!row.first && !row.last) return false;
  return (!from || (row.last || row.first) >= from) && (!to || (row.first || row.last) <= to);
}

const ORDERS = {
  latest: (a, b) => compare(b.reached || b.last || "", a.reached || a.last || ""),
  sources: (a, b) => b.sources - a.sources,
  conflicts: (a, b) => b.conflicts - a.conflicts,
  title: (a, b) => compare(fold(a.title), fold(b.title)),
};

export function sortAgreements(rows, order) {
  const chosen = ORDERS[order] || ORDERS.latest;
  return [...rows].sort((a, b) => chosen(a, b) || b.sources - a.sources || compare(a.id, b.id));
}

function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

// Values with the number of rows that have them, most first.
export function tally(rows, valuesOf) {
  const counts = new Map();
  for (const row of rows) for (const value of valuesOf(row)) counts.set(value, (counts.get(value) || 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || compare(a[0], b[0]));
}
