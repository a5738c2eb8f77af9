"use strict";

// ---- choosing --------------------------------------------------------------------------------

function select(change) {
  drafts.set(chatOf(state), $("text").value);
  state = { ...state, ...change };
  if (!("id" in change)) state.id = describedId();
  const { id, ...kept } = state;
  history.replaceState(null, "", `#${new URLSearchParams({ ...kept, name: nameOf(state.me) })}`);
  closeSide();
  $("text").value = drafts.get(chatOf(state)) ?? "";
  grow();
  drawComposer();
  draw();
  drawStatus(lost);
  toEnd();
}

function closeSide() {
  document.body.classList.remove("open");
  $("menu").setAttribute("aria-expanded", "false");
}

// The same person under another name: what is written from now on carries it.
function rename(name) {
  people.set(state.me, name);
  localStorage.setItem("people", JSON.stringify([...people]));
  select({});
}

// ---- writing ---------------------------------------------------------------------------------

let sending = Promise.resolve();
let failures = 0;

function send() {
  const chat = chatOf(state);
  const [text, files, quoted] = [$("text").value.trimEnd(), attached.get(chat) ?? [], quotes.get(chat)];
  if (!text && !files.length) return;
  $("text").value = "";
  for (const left of [drafts, attached, quotes]) left.delete(chat);
  grow();
  drawComposer();
  const message = opening();
  // What is written with one voice message is what was heard; else each file and the text are messages of their own.
  const heard = files.length === 1 && kindOf(files[0]) === "audio" ? text : "";
  const quote = quoted ? { quote: quoted.quote } : {};
  files.forEach((file, at) => queue({ chat, text: file.name, file, heard, message: { ...message, ...(at || (text && !heard) ? {} : quote) } }));
  if (text && !heard) queue({ chat, text, message: { ...message, text, ...quote } });
  $("text").focus();
}

// What every message has: where it is said, and by whom.
function opening() {
  const message = { app: state.app, conversationType: state.type, senderStaffId: state.me, senderNick: nameOf(state.me), waitSeconds: 0, replies: 0 };
  if (state.id) message.conversationId = state.id;
  if (state.type === "2") Object.assign(message, { conversationTitle: state.title, mention: $("mention").checked });
  return message;
}

// One after another, so that what was written first is said first.
function queue(one) {
  sending = sending.then(() => say(one)).catch(wrong => {
    failed.push({ ...one, number: ++failures, error: wrong.message });
    draw();
    toEnd();
  });
}

async function say({ chat, message, file, heard }) {
  const said = file ? { ...message, ...await upload(file, heard) } : message;
  const answer = await fetch("/emulator/say", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(said) })
    .catch(() => { throw new Error(word("unreachable")); });
  const result = await answer.json();
  if (!answer.ok) throw new Error(result.error);
  if (chat === chatOf(state) && state.id !== result.conversationId) select({ id: result.conversationId });
  toEnd();
}

function retry(one) {
  failed.splice(failed.indexOf(one), 1);
  draw();
  queue(one);
}

function discard(one) {
  failed.splice(failed.indexOf(one), 1);
  draw();
}

function grow() {
  $("text").style.height = "auto";
  $("text").style.height = `${$("text").scrollHeight + 2}px`;
}

// ---- hearing ---------------------------------------------------------------------------------

let due = false;
function soon() {
  if (due) return;
  due = true;
  requestAnimationFrame(() => { due = false; draw(); });
}

let lost = false;
function listen() {
  // The browser reconnects by itself and names the last event it has seen.
  const events = new EventSource("/emulator/events");
  const on = (kind, handle) => events.addEventListener(kind, event => {
    startRun(event.lastEventId.split("-")[0]);
    handle(JSON.parse(event.data));
  });
  on("apps", data => {
    apps = data.apps;
    if (!apps.some(app => app.clientId === state.app)) select({ app: apps[0].clientId });
    drawStatus(lost);
    soon();
  });
  on("faults", data => {
    armed = data.armed;
    soon();
  });
  on("message", data => {
    take(data);
    // A page starts before it knows the conversations; it finds its own as soon as that shows up.
    if (!conversations.has(`${state.app}\n${state.id}`)) state.id = describedId();
    soon();
  });
  on("exchanges", fetchExchanges);
  on("reset", () => {
    entries.clear();
    conversations.clear();
    pressed.clear();
    if (inspected !== null) closeExchanges();
    state.id = null;
    select({});
  });
  events.onopen = () => drawStatus(lost = false);
  events.onerror = () => drawStatus(lost = true);
}

// ---- wiring ----------------------------------------------------------------------------------

$("direct").onclick = () => select({ type: "1" });
$("group").onclick = () => select({ type: "2" });
$("app").onchange = () => select({ app: $("app").value });
$("title").onchange = () => select({ title: $("title").value.trim() || DEMO_GROUP });
$("name").onchange = () => rename($("name").value.trim() || nameOf(state.me));
$("menu").onclick = () => $("menu").setAttribute("aria-expanded", String(document.body.classList.toggle("open")));
$("clear-faults").onclick = () => change({ clear: true });
$("fault-menu").onclick = () => {
  $("fault-menu").setAttribute("aria-expanded", String($("fault-panel").hidden));
  $("fault-panel").hidden = !$("fault-panel").hidden;
  $("fault-note").textContent = "";
  drawFaults();
};
$("close-exchanges").onclick = closeExchanges;
$("attach").onclick = () => $("files").click();
$("files").onchange = () => { attach($("files").files); $("files").value = ""; };
$("record").hidden = !(navigator.mediaDevices && window.MediaRecorder);
$("record").onclick = record;
$("text").onpaste = event => {
  if (event.clipboardData?.files.length) { event.preventDefault(); attach(event.clipboardData.files); }
};
document.addEventListener("dragover", event => event.preventDefault());
document.addEventListener("drop", event => { event.preventDefault(); if (event.dataTransfer.files.length) attach(event.dataTransfer.files); });
// Who reads the newest message keeps it in sight while panels open and the text grows.
$("messages").onscroll = () => { atEnd = isAtEnd(); };
if (window.ResizeObserver) new ResizeObserver(() => { if (atEnd) toEnd(); }).observe($("messages"));
document.addEventListener("visibilitychange", () => draw());
document.addEventListener("keydown", event => {
  if (event.key !== "Escape") return;
  if (inspected !== null) closeExchanges();
  else closeSide();
});
$("language").onclick = () => {
  language = language === "zh" ? "en" : "zh";
  localStorage.setItem("language", language);
  translate();
  drawComposer();
  draw();
  drawExchanges();
  drawStatus(lost);
};
document.querySelector("main").addEventListener("click", event => {
  if (!$("menu").contains(event.target)) closeSide();
});
$("composer").onsubmit = event => { event.preventDefault(); send(); };
$("text").oninput = grow;
$("text").onkeydown = event => {
  // Enter also ends the composition of Chinese characters; that one must not send.
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); send(); }
};

for (const [id, name] of JSON.parse(localStorage.getItem("people") ?? "[]")) people.set(id, name);
const link = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
for (const key of ["app", "type", "title", "me"]) if (link[key]) state[key] = link[key];
if (link.name && link.me) people.set(link.me, link.name);
if (link.name && !link.me) {
  // A link that names a person only by name.
  state.me = [...people].find(([, name]) => name === link.name)?.[0] ?? `user-${hash(link.name)}`;
  people.set(state.me, link.name);
}
translate();
listen();
