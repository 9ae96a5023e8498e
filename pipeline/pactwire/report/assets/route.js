// What the address says after "#": a view, the record it shows, and filters: "agreements&party=JPN&q=logistics".

export function parseRoute(hash) {
  const [head, ...rest] = hash.replace(/^#/, "").split("&");
  const [view, id] = pair(head || "overview");
  const options = {};
  for (const part of rest) {
    const [name, value] = pair(part);
    if (name) options[name] = value;
  }
  return { view, id, options };
}

export function formatRoute(view, id, options) {
  const head = id ? `${view}=${encodeURIComponent(id)}` : view;
  const rest = Object.entries(options || {})
    .filter(([, value]) => value)
    .map(([name, value]) => `&${name}=${encodeURIComponent(value)}`);
  return `#${head}${rest.join("")}`;
}

function pair(part) {
  const at = part.indexOf("=");
  if (at < 0) return [decode(part), ""];
  return [decode(part.slice(0, at)), decode(part.slice(at + 1))];
}

// An address that somebody has cut short may hold half a character.
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
