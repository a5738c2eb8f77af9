"use strict";

// What was said and answered, who talks where, and what is not sent yet. Nothing here draws.
const MOST_ENTRIES = 5000;
const DEMO_GROUP = "Demo group";

const entries = new Map();        // sequence -> { push | reply | refusal, html, faces }
const conversations = new Map();  // app + id -> { app, id, type, title, staffId, nick, last, order }
const people = new Map([["demo-user", "Demo"]]); // staff id -> name
const drafts = new Map();         // chat -> text
const quotes = new Map();         // chat -> { who, text, quote }: what will be answered
const read = new Map();           // app + id -> the sequence up to which it was seen
const failed = [];                // { chat, text, error, message }
let apps = [];
let armed = [];
let state = { app: null, type: "1", title: DEMO_GROUP, me: "demo-user", id: null };

const entryOf = ({ push, reply, refusal }) => push || reply || refusal;

function take(message) {
  const entry = entryOf(message);
  const isNew = !entries.has(entry.sequence);
  entries.set(entry.sequence, message);
  if (entries.size > MOST_ENTRIES) entries.delete(entries.keys().next().value);
  if (!entry.conversationId) return;
  const key = `${entry.app}\n${entry.conversationId}`;
  const known = conversations.get(key) || { app: entry.app, id: entry.conversationId, type: "2", title: entry.conversationId, order: 0, unread: 0 };
  if (message.push) {
    known.type = entry.conversationType;
    known.staffId = entry.sender;
    meet(entry.sender, entry.senderNick);
    if (known.type === "2") known.title = entry.conversationTitle || entry.conversationId;
  } else if (entry.userIds.length && !known.staffId) {
    // The bot wrote first; perhaps the user is known from a group.
    Object.assign(known, { type: "1", staffId: entry.userIds[0] });
    meet(entry.userIds[0], entry.userIds[0]);
  }
  if (entry.sequence >= known.order) {
    known.order = entry.sequence;
    known.at = timeOf(message);
    if (message.refusal) known.last ??= "";
    else {
      known.last = (entry.title || entry.text).slice(0, 80);
      known.byBot = !message.push;
    }
  }
  if (message.reply && isNew && entry.sequence > (read.get(key) ?? 0)) known.unread++;
  conversations.set(key, known);
}

const timeOf = ({ push, reply, refusal }) => push?.saidAt ?? reply?.receivedAt ?? refusal.at;

// ---- seen ------------------------------------------------------------------------------------

// The sequences of another run of the emulator mean nothing here.
function startRun(run) {
  const stored = JSON.parse(localStorage.getItem("read") ?? "{}");
  if (startRun.run === run) return;
  startRun.run = run;
  read.clear();
  if (stored.run === run) for (const [key, sequence] of stored.seen) read.set(key, sequence);
}

function markRead() {
  const key = `${state.app}\n${state.id}`;
  const shown = conversations.get(key);
  if (!shown || read.get(key) === shown.order) return;
  shown.unread = 0;
  read.set(key, shown.order);
  localStorage.setItem("read", JSON.stringify({ run: startRun.run, seen: [...read].slice(-200) }));
}

// ---- quoting ---------------------------------------------------------------------------------

function quotePush(push) {
  const { kind, id, name } = push.attachment ?? { kind: "text" };
  const content = kind === "text" ? undefined : { downloadCode: id, ...(name ? { fileName: name } : {}) };
  quote(push.senderNick, push.text, { kind, msgId: push.msgId, text: push.text, senderStaffId: push.sender, ...(content ? { content } : {}) });
}

// Of a robot's own message a robot gets the key only, no text; a webhook's has none.
function quoteReply(reply) {
  quote(appName(reply.app), reply.title || reply.text, { kind: "botCard", msgId: `msg-${reply.callId}`, text: reply.text.slice(0, 500), processQueryKey: reply.processQueryKey ?? "" });
}

function quote(who, text, given) {
  quotes.set(chatOf(state), { who, text: text.slice(0, 200), quote: given });
  drawComposer();
  $("text").focus();
}

// A name given here stays; others are learnt from what people write.
function meet(staffId, name) {
  if (!people.has(staffId)) people.set(staffId, name);
}

const nameOf = staffId => people.get(staffId) ?? staffId;
const titleOf = chat => chat.type === "2" ? chat.title : appName(chat.app); // whom one talks to

function newPerson() {
  let n = people.size + 1;
  while (people.has(`user-${n}`)) n++;
  people.set(`user-${n}`, word("newPerson", n));
  return `user-${n}`;
}

function hash(text) {
  let h = 2166136261;
  for (const c of text) h = Math.imul(h ^ c.codePointAt(0), 16777619);
  return (h >>> 0).toString(36);
}

// The conversation that the fields at the left describe; null = a direct one that the emulator will make.
function describedId() {
  const mine = [...conversations.values()].filter(c => c.app === state.app && c.type === state.type);
  if (state.type === "1") return mine.find(c => c.staffId === state.me)?.id ?? null;
  return mine.find(c => c.title === state.title)?.id ?? (state.title === DEMO_GROUP ? "cidDemoGroup==" : `cidGroup${hash(state.title)}==`);
}

// What one writes belongs to the chat and, in a group, to the person.
const chatOf = s => s.type === "2" ? `${s.app}\n2\n${s.title}\n${s.me}` : `${s.app}\n1\n${s.me}`;

const appName = id => apps.find(app => app.clientId === id)?.name || id;

function shownEntries() {
  return [...entries.values()]
    .filter(message => entryOf(message).app === state.app && isHere(message))
    .sort((a, b) => entryOf(a).sequence - entryOf(b).sequence);
}

// A refusal of a call that names no conversation is shown in all of them.
const isHere = message => entryOf(message).conversationId === state.id || Boolean(message.refusal && !message.refusal.conversationId);
