// Values of the records as people read them.

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

// An EDTF date: "2024-07-08" is "8 Jul 2024", "../2024-07-08" is "by 8 Jul 2024", "XXXX-01-15" keeps its unknown year.
export function formatDate(edtf) {
  if (!edtf) return "";
  if (edtf.includes("/")) {
    const [start, end] = edtf.split("/");
    if (start === "..") return `by ${formatDate(end)}`;
    if (end === "..") return `from ${formatDate(start)}`;
    return `${formatDate(start)} to ${formatDate(end)}`;
  }
  const parts = /^([\dX]{4})(?:-([\dX]{2}))?(?:-([\dX]{2}))?([?~%]?)$/.exec(edtf);
  if (!parts) return edtf;
  const [, year, month, day, doubt] = parts;
  const name = MONTHS[Number(month) - 1];
  if (month && !name) return edtf;
  const told = [day && (day.includes("X") ? "some day in" : String(Number(day))), name].filter(Boolean);
  told.push(year === "XXXX" ? "(year unknown)" : year);
  return (doubt ? "about " : "") + told.join(" ");
}

export function count(number, singular, plural) {
  return `${number.toLocaleString("en-GB")} ${number === 1 ? singular : plural || `${singular}s`}`;
}

// Names in one line: the first few, and how many more.
export function someOf(names, most) {
  if (names.length <= most + 1) return names.join(", ");
  return `${names.slice(0, most).join(", ")} and ${names.length - most} more`;
}
