"use strict";

const $ = id => document.getElementById(id);
const SHOWN = 400;

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

// Puts the items into the box and leaves alone what has not changed, so that a selection, the focus and a running animation survive. The version of an
// item says whether it is still the same.
function keep(box, items) {
  const drawn = box.drawn ?? new Map();
  box.drawn = new Map();
  const nodes = items.map(({ key, version, make }) => {
    const known = drawn.get(key);
    const node = known && known.version === version ? known.node : make();
    box.drawn.set(key, { version, node });
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
  node.style.setProperty("--hue", `hsl(${parseInt(hash(key), 36) % 360} 52% 42%)`);
  return node;
}

const clock = instant => new Date(instant).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit" });

function ackNote(push) {
  const resent = push.count > 1 ? word("resent", push.count - 1) : "";
  if (push.state === "acked") return push.ackCode === 200 ? ["good", word("acked", push.ackMs) + resent] : ["bad", word("answered", push.ackCode, push.ackMs) + resent];
  if (push.state === "abandoned") return ["bad", word("abandoned") + resent];
  return push.state === "waiting" ? ["warn", word("waiting")] : ["warn", word("pending") + resent];
}

function row(className, name, key, ...inside) {
  const node = el("article", `msg ${className}`);
  const body = el("div");
  body.append(...inside);
  node.append(avatar(el("div"), name, key), body);
  return node;
}

function drawPush(push) {
  const mine = push.sender === state.me;
  const bubble = el("div", "bubble");
  if (push.mention) bubble.append(el("span", "at", `@${appName(push.app)} `));
  bubble.append(push.text);
  const small = el("div", "small", `${clock(push.saidAt)} · `);
  small.append(el("span", ...ackNote(push)));
  const emotions = (push.emotions ?? []).map(one => el("span", "emotion", one));
  return row(mine ? "me" : "other", push.senderNick, push.sender, ...(mine ? [] : [el("div", "who", push.senderNick)]), bubble, ...emotions, small);
}

function drawReply(reply, html, faces) {
  const own = faces?.[state.me];
  const bubble = el("div", "bubble md");
  bubble.innerHTML = own ?? html; // rendered and made harmless by the emulator
  for (const code of bubble.querySelectorAll("pre")) {
    const box = el("div", "code");
    code.replaceWith(box);
    box.append(copyButton(code), code);
  }
  const parts = [clock(reply.receivedAt), word("by", WORDS[language].via[reply.via])];
  parts.push(reply.card ? word("updates", reply.card.updates) + (reply.card.finalized ? "" : word("open")) : reply.msgType);
  if (reply.space === "ONE_BOX") parts.push(word("onTop"));
  if (own) parts.push(word("onlyYou"));
  if (reply.recalled) parts.push(word("recalled"));
  if (reply.title) parts.push(word("title", reply.title));
  if (reply.userIds.length) parts.push(word("to", reply.userIds.map(nameOf).join(", ")));
  if (reply.atUserIds.length) parts.push(word("at", reply.atUserIds.map(nameOf).join(", ")));
  const bot = appName(reply.app);
  return row(reply.recalled ? "bot recalled" : "bot", bot, reply.app, el("div", "who", bot), bubble, el("div", "small", parts.join(" · ")));
}

function copyButton(code) {
  const node = button("copy", word("copy"), async () => {
    await copy(code.innerText ?? code.textContent);
    node.textContent = word("copied");
    setTimeout(() => { node.textContent = word("copy"); }, 1500);
  });
  return node;
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

function drawRefusal(refusal) {
  const said = word("refused", refusal.via, refusal.code, refusal.status) + (refusal.count > 1 ? word("times", refusal.count) : "");
  const node = el("p", "notice bad", `${clock(refusal.at)} · ${said}`);
  if (refusal.message) node.append(el("small", "", refusal.message));
  return node;
}

function drawFailed(one) {
  const small = el("div", "small");
  small.append(el("span", "bad", word("notSent", one.error)), " ", button("link", word("retry"), () => retry(one)), " ", button("link", word("discard"), () => discard(one)));
  return row("me failed", nameOf(one.message.senderStaffId), one.message.senderStaffId, el("div", "bubble", one.text), small);
}

function draw() {
  if (!state.app) return; // nothing is known yet
  const box = $("messages");
  const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 80;
  const look = `${language} ${state.me} ${nameOf(state.me)}`;
  const items = shownEntries().slice(-SHOWN).map(message => ({
    key: entryOf(message).sequence,
    version: drawnAs(message, look),
    make: () => message.push ? drawPush(message.push) : message.reply ? drawReply(message.reply, message.html, message.faces) : drawRefusal(message.refusal),
  }));
  failed.forEach((one, at) => {
    if (one.chat === chatOf(state)) items.push({ key: `failed ${one.number}`, version: `${look} ${at}`, make: () => drawFailed(one) });
  });
  if (!items.length) items.push({ key: "empty", version: look + state.app, make: () => el("p", "empty", word("empty", appName(state.app))) });
  keep(box, items);
  if (atEnd) box.scrollTop = box.scrollHeight;
  drawList();
  drawHead();
  drawPeople();
  drawFaults();
}

// Every event brings a new object, so the same object in the same look is the same picture.
const numbers = new WeakMap();
let lastNumber = 0;
function drawnAs(message, look) {
  if (!numbers.has(message)) numbers.set(message, ++lastNumber);
  return `${numbers.get(message)} ${look}`;
}

function drawList() {
  const mine = [...conversations.values()].filter(c => c.app === state.app).sort((a, b) => b.order - a.order).slice(0, 200);
  keep($("list"), mine.map(c => {
    const [title, last, current] = [titleOf(c), c.byBot ? word("byBot", c.last) : c.last, c.id === state.id];
    return {
      key: c.id,
      version: JSON.stringify([title, last, current, language]),
      make: () => {
        const node = button("", "", () => select({ type: c.type, id: c.id, ...(c.type === "2" ? { title: c.title } : { me: c.staffId }) }));
        node.setAttribute("aria-current", String(current));
        node.append(avatar(el("div"), title, c.type === "2" ? c.title : c.staffId), el("b", "", title + (c.type === "2" ? `  · ${word("isGroup")}` : "")), el("small", "", last));
        return node;
      },
    };
  }));
}

function drawHead() {
  const bot = appName(state.app);
  const isGroup = state.type === "2";
  avatar($("head-avatar"), isGroup ? state.title : bot, isGroup ? state.title : state.app);
  $("head-title").textContent = isGroup ? state.title : bot;
  $("head-sub").textContent = isGroup ? word("inGroup", bot, nameOf(state.me)) : word("inDirect", nameOf(state.me));
  $("direct").setAttribute("aria-pressed", String(!isGroup));
  $("group").setAttribute("aria-pressed", String(isGroup));
  $("title-row").hidden = $("mention-row").hidden = !isGroup;
  $("bot-name").textContent = bot;
  if (document.activeElement !== $("title")) $("title").value = state.title;
  if (document.activeElement !== $("name")) $("name").value = nameOf(state.me);
  $("app-row").hidden = apps.length < 2;
  keep($("app"), apps.map(app => ({ key: app.clientId, version: app.name, make: () => new Option(`${app.name} (${app.clientId})`, app.clientId) })));
  $("app").value = state.app;
}

function drawPeople() {
  const items = [...people].slice(0, 30).map(([id, name]) => ({
    key: id,
    version: JSON.stringify([name, id === state.me, language]),
    make: () => {
      const node = avatar(button("", "", () => select({ me: id })), name, id);
      node.title = name;
      node.setAttribute("aria-label", name);
      node.setAttribute("aria-pressed", String(id === state.me));
      return node;
    },
  }));
  items.push({
    key: "add",
    version: language,
    make: () => {
      const node = button("add", "+", () => { select({ me: newPerson() }); $("name").focus(); $("name").select(); });
      node.title = word("addPerson");
      node.setAttribute("aria-label", word("addPerson"));
      return node;
    },
  });
  keep($("people"), items);
}

function drawFaults() {
  $("faults").hidden = armed.length === 0;
  keep($("fault-list"), armed.map(fault => {
    const value = fault.value === true ? "" : ` ${typeof fault.value === "string" ? fault.value : JSON.stringify(fault.value)}`;
    const more = [fault.app, fault.api, fault.countLeft && word("left", fault.countLeft), fault.until && word("until", clock(fault.until)), fault.hits && word("hits", fault.hits)].filter(Boolean);
    const said = fault.fault + value + (more.length ? ` (${more.join(", ")})` : "");
    return { key: fault.fault, version: said, make: () => el("code", "", said) };
  }));
}

function drawStatus(lost) {
  const links = apps.find(app => app.clientId === state.app)?.connections ?? 0;
  $("status").className = `status ${lost ? "lost" : links ? "on" : "off"}`;
  $("status").textContent = lost ? word("lost") : links ? (links === 1 ? word("one") : word("many", links)) : word("none");
}
