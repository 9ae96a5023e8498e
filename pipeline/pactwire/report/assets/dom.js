// Elements are made, never parsed: text of an article can only become text.

export const byId = (id) => document.getElementById(id);

// A new element; `null` and `false` leave an attribute or a child out.
export function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  return fill(element, ...children);
}

// Put these children in the place of those there are; `null` and `false` stand for none.
export function fill(element, ...children) {
  element.replaceChildren(
    ...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false),
  );
  return element;
}

export function announce(message) {
  byId("announcer").textContent = message;
}

// Call `act` once the calls have paused for so many milliseconds.
export function settled(milliseconds, act) {
  let timer = 0;
  return (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => act(...args), milliseconds);
  };
}
