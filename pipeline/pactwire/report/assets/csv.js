// Rows as CSV, cell for cell as the record files have it. No page is needed here.

// A spreadsheet takes a cell that starts so for a formula; a leading apostrophe makes it text.
const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

export function csvLine(cells) {
  return `${cells.map(csvCell).join(",")}\n`;
}

function csvCell(cell) {
  if (cell === null || cell === undefined) return "";
  const text = typeof cell === "string" && FORMULA.test(cell) ? `'${cell}` : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const JOINED = "; ";

// Values as the records have them, so that a table goes with the record files; parties also by name.
export function agreementTable(rows, nameOf) {
  const columns = {
    dossier_id: (row) => row.id,
    title: (row) => row.title,
    type: (row) => row.type,
    parties: (row) => row.parties.join(JOINED),
    party_names: (row) => row.parties.map(nameOf).join(JOINED),
    current_status: (row) => row.status,
    current_date: (row) => row.date,
    first_date: (row) => row.first,
    last_date: (row) => row.last,
    stages: (row) => row.stages,
    outlets: (row) => row.outlets.join(JOINED),
    sources: (row) => row.sources,
    articles: (row) => row.articles,
    events: (row) => row.events,
    conflicts: (row) => row.conflicts,
    warnings: (row) => row.warnings,
  };
  const lines = rows.map((row) => Object.values(columns).map((cell) => cell(row)));
  return [Object.keys(columns), ...lines].map(csvLine).join("");
}
