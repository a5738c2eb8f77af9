"use strict";

// Making and keeping the nodes of the page.
const $ = id => document.getElementById(id);

function el(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

function button(className, text, onclick) {
  const node = el("button", className, text);
  node.type = "button";
  node.onclick = onclick;
  return node;
}

// A button whose sign says nothing to a screen reader.
function sign(className, text, label, onclick) {
  const node = button(className, text, onclick);
  node.title = label;
  node.setAttribute("aria-label", label);
  return node;
}

// Puts the items into the box and leaves alone what has not changed, so that a selection, the focus and a running animation survive. The version of an
// item says whether it is still the same; an item with `change` is changed in place as long as its `look` stays.
function keep(box, items) {
  const drawn = box.drawn ?? new Map();
  box.drawn = new Map();
  const nodes = items.map(({ key, version, look, make, change }) => {
    const known = drawn.get(key);
    const isSame = known && known.version === version;
    const node = isSame || (known && change && known.look === look) ? known.node : make();
    if (!isSame && node === known?.node) change(node);
    box.drawn.set(key, { version, look, node });
    return node;
  });
  const wanted = new Set(nodes);
  for (const node of [...box.childNodes]) if (!wanted.has(node)) node.remove();
  let at = box.firstChild;
  for (const node of nodes) {
    if (node === at) at = at.nextSibling;
    else box.insertBefore(node, at);
  }
}

// As DingTalk does: the last two characters of a Chinese name, else initials.
function initials(name) {
  if (/[\u3400-\u9fff]/.test(name)) return name.slice(-2);
  return name.split(/\s+/).filter(Boolean).slice(0, 2).map(part => [...part][0].toUpperCase()).join("") || "?";
}

function avatar(node, name, key = name) {
  node.classList.add("avatar");
  node.textContent = initials(name);
  node.style.setProperty("--hue", `hsl(${parseInt(hash(key), 36) % 360} 52% 30%)`);
  return node;
}

const locale = () => language === "zh" ? "zh-CN" : "en-GB";
const clock = instant => new Date(instant).toLocaleTimeString(locale(), { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
const dayOf = instant => new Date(instant).toLocaleDateString("sv"); // 2026-02-01 of the local calendar

function dayName(day) {
  const now = new Date();
  if (day === dayOf(now)) return word("today");
  if (day === dayOf(new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1))) return word("yesterday");
  return new Date(`${day}T00:00`).toLocaleDateString(locale(), { year: "numeric", month: "long", day: "numeric", weekday: "short" });
}

// The time of today, else the day.
function brief(instant) {
  const date = new Date(instant);
  return dayOf(date) === dayOf(new Date())
    ? date.toLocaleTimeString(locale(), { hour: "2-digit", minute: "2-digit", hourCycle: "h23" })
    : date.toLocaleDateString(locale(), { month: "numeric", day: "numeric" });
}

function copyButton(code) {
  const node = button("copy", word("copy"), async () => {
    await copy(code.innerText ?? code.textContent);
    node.textContent = word("copied");
    setTimeout(() => { node.textContent = word("copy"); }, 1500);
  });
  return node;
}

function codeBox(code) {
  const box = el("div", "code");
  code.tabIndex = 0; // it scrolls
  box.append(copyButton(code), code);
  return box;
}

// Pages that did not come over https or from this machine have no clipboard of the newer kind.
async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = el("textarea", "", text);
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}
