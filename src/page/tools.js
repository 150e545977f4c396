// What every part of the page needs: elements, memory, and a voice.

export const $ = (id) => document.getElementById(id);
export const area = $("text");
/** Whether the findings stand beside the text, and not below it. */
export const wide = matchMedia("(min-width: 64.01rem)");
export const SEVERITY_NAMES = { error: "Error", warning: "Warning", info: "Note" };

/** An element with attributes and children; strings become text, never markup. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === undefined) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, "");
    else element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** What the browser keeps for this page; one that keeps nothing is no reason to stop. */
export const kept = {
  read(key) {
    try {
      return JSON.parse(localStorage.getItem(key)) ?? {};
    } catch {
      return {};
    }
  },
  write(key, value) {
    try {
      localStorage.setItem(key, JSON.stringify(value));
    } catch (error) {
      warn("This browser keeps nothing for the page: " + error.message);
    }
  },
};

/** Shows what went wrong, or with no words, that all is well again. */
export function warn(message) {
  $("alert").textContent = message;
  $("alert").hidden = !message;
}

/** Shows what is good to know and no fault; no words take it away. */
export function note(message) {
  $("note").textContent = message;
  $("note").hidden = !message;
}

/** Says something to a listener, even if it is what was said last. */
export function say(words) {
  $("said").textContent = "";
  requestAnimationFrame(() => {
    $("said").textContent = words;
  });
}

export const plural = (count, noun) => count + " " + noun + (count === 1 ? "" : "s");
export const words = (kind) => kind.replaceAll("_", " ");

const waiting = new Set();
/** Runs a function once before the next picture, however often it was asked for. */
export function schedule(work) {
  if (waiting.size === 0) {
    requestAnimationFrame(() => {
      const all = [...waiting];
      waiting.clear();
      all.forEach((work) => work());
    });
  }
  waiting.add(work);
}

/** Has everything drawn anew that depends on findings and filters; `desk.js` listens. */
export const redraw = () => document.dispatchEvent(new Event("redraw"));
