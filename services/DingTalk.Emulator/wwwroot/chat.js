"use strict";

const $ = id => document.getElementById(id);
const MOST_ENTRIES = 5000;
const SHOWN = 400;

const entries = new Map();        // sequence -> { push, reply, html }
const conversations = new Map();  // app + id -> { app, id, type, title, staffId, nick, last, order }
const staff = new Map([["Demo", "demo-user"]]); // name -> staff id
let apps = [];
let state = { app: null, type: "1", title: "Demo group", name: "Demo", id: null };

// ---- what is said and answered ---------------------------------------------------------------

function take(message) {
  const entry = message.push || message.reply;
  entries.set(entry.sequence, message);
  if (entries.size > MOST_ENTRIES) entries.delete(entries.keys().next().value);
  const key = `${entry.app}\n${entry.conversationId}`;
  const known = conversations.get(key) || { app: entry.app, id: entry.conversationId, type: "2", title: entry.conversationId, order: 0 };
  if (message.push) {
    known.type = entry.conversationType;
    known.staffId = entry.sender;
    known.nick = entry.senderNick;
    known.title = known.type === "2" ? entry.conversationTitle || entry.conversationId : entry.senderNick;
    staff.set(entry.senderNick, entry.sender);
  } else if (entry.userIds.length && !known.staffId) {
    // The bot wrote first; perhaps the user is known from a group.
    const nick = [...staff].find(([, id]) => id === entry.userIds[0])?.[0] ?? entry.userIds[0];
    Object.assign(known, { type: "1", staffId: entry.userIds[0], nick, title: nick });
    staff.set(nick, entry.userIds[0]);
  }
  if (entry.sequence >= known.order) {
    known.order = entry.sequence;
    known.last = (message.push ? "" : "bot: ") + (entry.title || entry.text).slice(0, 80);
  }
  conversations.set(key, known);
}

function hash(text) {
  let h = 2166136261;
  for (const c of text) h = Math.imul(h ^ c.codePointAt(0), 16777619);
  return (h >>> 0).toString(36);
}

const staffId = name => staff.get(name) || `user-${hash(name)}`;

// The conversation that the fields at the left describe; null = a direct one that the emulator will make.
function describedId() {
  const mine = [...conversations.values()].filter(c => c.app === state.app && c.type === state.type);
  if (state.type === "1") return mine.find(c => c.staffId === staffId(state.name))?.id ?? null;
  return mine.find(c => c.title === state.title)?.id ?? (state.title === "Demo group" ? "cidDemoGroup==" : `cidGroup${hash(state.title)}==`);
}

// ---- drawing ---------------------------------------------------------------------------------

function el(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

// As DingTalk does: the last two characters of a Chinese name, else initials.
function initials(name) {
  if (/[\u3400-\u9fff]/.test(name)) return name.slice(-2);
  return name.split(/\s+/).filter(Boolean).slice(0, 2).map(word => [...word][0].toUpperCase()).join("") || "?";
}

function avatar(node, name) {
  node.className = "avatar";
  node.textContent = initials(name);
  node.style.setProperty("--hue", `hsl(${parseInt(hash(name), 36) % 360} 52% 46%)`);
  return node;
}

const appName = id => apps.find(app => app.clientId === id)?.name || id;
const clock = instant => new Date(instant).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const VIA = { webhook: "session webhook", oto: "oToMessages/batchSend", group: "groupMessages/send", card: "AI card" };

function ackNote(push) {
  const resent = push.count > 1 ? `, re-sent ${push.count - 1}×` : "";
  if (push.state === "acked") return [push.ackCode === 200 ? "good" : "bad", `${push.ackCode === 200 ? "acked" : `answered ${push.ackCode}`} in ${push.ackMs} ms${resent}`];
  if (push.state === "abandoned") return ["bad", `given up without an ack${resent}`];
  return push.state === "waiting" ? ["warn", "waits for a connection"] : ["warn", `pending${resent}`];
}

function drawPush(push) {
  const mine = push.sender === staffId(state.name);
  const row = el("article", `msg ${mine ? "me" : "other"}`);
  const body = el("div");
  if (!mine) body.append(el("div", "who", push.senderNick));
  const bubble = el("div", "bubble");
  if (push.mention) bubble.append(el("span", "at", `@${appName(push.app)} `));
  bubble.append(push.text);
  const small = el("div", "small", `${clock(push.saidAt)} · `);
  small.append(el("span", ...ackNote(push)));
  body.append(bubble, small);
  row.append(avatar(el("div"), push.senderNick), body);
  return row;
}

function drawReply(reply, html) {
  const row = el("article", "msg bot");
  const body = el("div");
  const bubble = el("div", "bubble md");
  bubble.innerHTML = html; // rendered and made harmless by the emulator
  const parts = [clock(reply.receivedAt), `via ${VIA[reply.via]}`, reply.card ? `${reply.card.updates} updates${reply.card.finalized ? "" : ", not finalized"}` : reply.msgType];
  if (reply.title) parts.push(`title “${reply.title}”`);
  if (reply.userIds.length) parts.push(`to ${reply.userIds.join(", ")}`);
  if (reply.atUserIds.length) parts.push(`at ${reply.atUserIds.join(", ")}`);
  body.append(el("div", "who", appName(reply.app)), bubble, el("div", "small", parts.join(" · ")));
  row.append(avatar(el("div"), appName(reply.app)), body);
  return row;
}

function draw() {
  if (!state.app) return; // nothing is known yet
  const box = $("messages");
  const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 80;
  const shown = [...entries.values()]
    .filter(({ push, reply }) => (push || reply).app === state.app && (push || reply).conversationId === state.id)
    .sort((a, b) => (a.push || a.reply).sequence - (b.push || b.reply).sequence)
    .slice(-SHOWN);
  box.replaceChildren(...shown.map(({ push, reply, html }) => push ? drawPush(push) : drawReply(reply, html)));
  if (!shown.length) box.append(el("p", "empty", `Say something to ${appName(state.app)}. What you write is pushed to the bot as DingTalk would push it, and what the bot sends appears here.`));
  if (atEnd) box.scrollTop = box.scrollHeight;
  drawList();
  drawHead();
}

function drawList() {
  const mine = [...conversations.values()].filter(c => c.app === state.app).sort((a, b) => b.order - a.order).slice(0, 200);
  $("list").replaceChildren(...mine.map(c => {
    const button = el("button");
    button.type = "button";
    button.setAttribute("aria-current", String(c.id === state.id));
    button.append(avatar(el("div"), c.title), el("b", "", c.title + (c.type === "2" ? "  · group" : "")), el("small", "", c.last));
    button.onclick = () => select({ type: c.type, id: c.id, ...(c.type === "2" ? { title: c.title } : { name: c.nick }) });
    return button;
  }));
}

function drawHead() {
  const bot = appName(state.app);
  const isGroup = state.type === "2";
  avatar($("head-avatar"), isGroup ? state.title : bot);
  $("head-title").textContent = isGroup ? state.title : bot;
  $("head-sub").textContent = isGroup ? `Group with ${bot} · you are ${state.name}` : `Direct chat · you are ${state.name}`;
  $("direct").setAttribute("aria-pressed", String(!isGroup));
  $("group").setAttribute("aria-pressed", String(isGroup));
  $("title-row").hidden = $("mention-row").hidden = !isGroup;
  $("bot-name").textContent = bot;
  if (document.activeElement !== $("title")) $("title").value = state.title;
  if (document.activeElement !== $("name")) $("name").value = state.name;
  $("app-row").hidden = apps.length < 2;
  $("app").replaceChildren(...apps.map(app => new Option(`${app.name} (${app.clientId})`, app.clientId, false, app.clientId === state.app)));
}

function drawStatus(lost) {
  const links = apps.find(app => app.clientId === state.app)?.connections ?? 0;
  $("status").className = `status ${lost ? "lost" : links ? "on" : "off"}`;
  $("status").textContent = lost ? "emulator not reachable" : links ? (links === 1 ? "bot connected" : `${links} connections`) : "no bot connected";
}

let due = false;
function soon() {
  if (due) return;
  due = true;
  requestAnimationFrame(() => { due = false; draw(); });
}

// ---- choosing and writing --------------------------------------------------------------------

function select(change) {
  state = { ...state, ...change };
  if (!("id" in change)) state.id = describedId();
  const { id, ...kept } = state;
  history.replaceState(null, "", `#${new URLSearchParams(kept)}`);
  document.body.classList.remove("open");
  draw();
  drawStatus();
  $("messages").scrollTop = $("messages").scrollHeight;
}

async function say(text) {
  const isGroup = state.type === "2";
  const body = { app: state.app, text, conversationType: state.type, senderStaffId: staffId(state.name), senderNick: state.name, waitSeconds: 0, replies: 0 };
  if (state.id) body.conversationId = state.id;
  if (isGroup) Object.assign(body, { conversationTitle: state.title, mention: $("mention").checked });
  const answer = await fetch("/emulator/say", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  const result = await answer.json();
  if (!answer.ok) throw new Error(result.error);
  if (state.id !== result.conversationId) select({ id: result.conversationId });
}

async function send() {
  const text = $("text").value.trimEnd();
  if (!text) return;
  $("send").disabled = true;
  try {
    await say(text);
    $("text").value = "";
    $("problem").hidden = true;
    grow();
    $("messages").scrollTop = $("messages").scrollHeight;
  } catch (failed) {
    $("problem").textContent = failed.message;
    $("problem").hidden = false;
  }
  $("send").disabled = false;
  $("text").focus();
}

function grow() {
  $("text").style.height = "auto";
  $("text").style.height = `${$("text").scrollHeight + 2}px`;
}

function listen() {
  // The browser reconnects by itself and names the last event it has seen.
  const events = new EventSource("/emulator/events");
  events.addEventListener("apps", event => {
    apps = JSON.parse(event.data).apps;
    if (!apps.some(app => app.clientId === state.app)) select({ app: apps[0].clientId });
    drawStatus();
    soon();
  });
  events.addEventListener("message", event => {
    take(JSON.parse(event.data));
    // A page starts before it knows the conversations; it finds its own as soon as that shows up.
    if (!conversations.has(`${state.app}\n${state.id}`)) state.id = describedId();
    soon();
  });
  events.addEventListener("reset", () => {
    entries.clear();
    conversations.clear();
    state.id = null;
    select({});
  });
  events.onopen = () => drawStatus();
  events.onerror = () => drawStatus(true);
}

$("direct").onclick = () => select({ type: "1" });
$("group").onclick = () => select({ type: "2" });
$("app").onchange = () => select({ app: $("app").value });
$("title").onchange = () => select({ title: $("title").value.trim() || "Demo group" });
$("name").onchange = () => select({ name: $("name").value.trim() || "Demo" });
$("menu").onclick = () => $("menu").setAttribute("aria-expanded", String(document.body.classList.toggle("open")));
document.querySelector("main").addEventListener("click", event => {
  if (event.target !== $("menu")) document.body.classList.remove("open");
});
$("composer").onsubmit = event => { event.preventDefault(); send(); };
$("text").oninput = grow;
$("text").onkeydown = event => {
  // Enter also ends the composition of Chinese characters; that one must not send.
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); send(); }
};

state = { ...state, ...Object.fromEntries([...new URLSearchParams(location.hash.slice(1))].filter(([key]) => key in state && key !== "id")) };
listen();
