"use strict";

// ---- choosing --------------------------------------------------------------------------------

function select(change) {
  drafts.set(chatOf(state), $("text").value);
  state = { ...state, ...change };
  if (!("id" in change)) state.id = describedId();
  const { id, ...kept } = state;
  history.replaceState(null, "", `#${new URLSearchParams({ ...kept, name: nameOf(state.me) })}`);
  document.body.classList.remove("open");
  $("menu").setAttribute("aria-expanded", "false");
  $("text").value = drafts.get(chatOf(state)) ?? "";
  grow();
  draw();
  drawStatus(lost);
  $("messages").scrollTop = $("messages").scrollHeight;
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
  const text = $("text").value.trimEnd();
  if (!text) return;
  $("text").value = "";
  drafts.delete(chatOf(state));
  grow();
  const isGroup = state.type === "2";
  const message = { app: state.app, text, conversationType: state.type, senderStaffId: state.me, senderNick: nameOf(state.me), waitSeconds: 0, replies: 0 };
  if (state.id) message.conversationId = state.id;
  if (isGroup) Object.assign(message, { conversationTitle: state.title, mention: $("mention").checked });
  queue({ chat: chatOf(state), text, message });
  $("text").focus();
}

// One after another, so that what was written first is said first.
function queue(one) {
  sending = sending.then(() => say(one)).catch(wrong => {
    failed.push({ ...one, number: ++failures, error: wrong.message });
    draw();
    $("messages").scrollTop = $("messages").scrollHeight;
  });
}

async function say({ chat, message }) {
  const answer = await fetch("/emulator/say", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(message) })
    .catch(() => { throw new Error(word("unreachable")); });
  const result = await answer.json();
  if (!answer.ok) throw new Error(result.error);
  if (chat === chatOf(state) && state.id !== result.conversationId) select({ id: result.conversationId });
  $("messages").scrollTop = $("messages").scrollHeight;
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
  events.addEventListener("apps", event => {
    apps = JSON.parse(event.data).apps;
    if (!apps.some(app => app.clientId === state.app)) select({ app: apps[0].clientId });
    drawStatus(lost);
    soon();
  });
  events.addEventListener("faults", event => {
    armed = JSON.parse(event.data).armed;
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
$("clear-faults").onclick = () => fetch("/emulator/faults", { method: "POST", headers: { "content-type": "application/json" }, body: '{"clear":true}' });
$("language").onclick = () => {
  language = language === "zh" ? "en" : "zh";
  localStorage.setItem("language", language);
  translate();
  draw();
  drawStatus(lost);
};
document.querySelector("main").addEventListener("click", event => {
  if (event.target !== $("menu")) document.body.classList.remove("open");
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
