// What a reader takes along: a citation for the clipboard, a file for the disk.

import { announce, h } from "./dom.js";
import { formatDate } from "./format.js";

// How long a button says that it has done its work, in milliseconds.
const TOLD = 2000;

// Who says it, where and when, in which words, and where these can be found again.
export function citation(article, page, sentence) {
  const said = [article.outlet, `“${article.title}”`, formatDate(article.published)].filter(Boolean).join(", ");
  const file = page && (page.line ? `${page.path}:${page.line}` : page.path);
  const place = (page && page.url) || file || article.id;
  return `${said}: “${sentence.split(/\s+/).filter(Boolean).join(" ")}” (${place})`;
}

export function citeButton(article, page, sentence) {
  const button = h("button", { type: "button", class: "plain cite" }, "Copy citation");
  button.addEventListener("click", async () => {
    const text = citation(article, page, sentence);
    const done = await copy(text);
    const message = done ? "Citation copied" : "This browser does not let a page copy";
    button.textContent = message;
    announce(message);
    setTimeout(() => {
      button.textContent = "Copy citation";
    }, TOLD);
  });
  return button;
}

// Some browsers refuse a page from the disk.
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

export function saveFile(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  h("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), TOLD);
}
