"use strict";

// Draws the state that chats.js keeps.
const SHOWN = 400;

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

// What one can do with a message.
function actions(sequence, quote) {
  const look = button("link act", word("look"), () => inspect(sequence));
  look.dataset.inspects = sequence;
  look.setAttribute("aria-pressed", String(inspected === sequence));
  return quote ? [" ", button("link act", word("quote"), quote), " ", look] : [" ", look];
}

function drawPush(push) {
  const mine = push.sender === state.me;
  const bubble = el("div", "bubble");
  if (push.quote) bubble.append(el("blockquote", "quoted", push.quote.text));
  if (push.mention) bubble.append(el("span", "at", `@${appName(push.app)} `));
  if (push.attachment) bubble.append(drawAttachment(push.attachment));
  if (!push.attachment || push.attachment.kind === "audio" && push.text !== "[audio]") bubble.append(el("span", "said", push.text));
  const small = el("div", "small", `${clock(push.saidAt)} · `);
  small.append(el("span", ...ackNote(push)), ...actions(push.sequence, push.msgId && (() => quotePush(push))));
  const emotions = (push.emotions ?? []).map(one => el("span", "emotion", one));
  return row(mine ? "me" : "other", push.senderNick, push.sender, ...(mine ? [] : [el("div", "who", push.senderNick)]), bubble, ...emotions, small);
}

function drawReply(message) {
  const { reply } = message;
  const bot = appName(reply.app);
  const small = el("div", "small");
  small.append(el("span"), ...actions(reply.sequence, () => quoteReply(reply)));
  const node = row("bot", bot, reply.app, el("div", "who", bot), el("div", "bubble md"), el("div", "controls"), small);
  fillReply(node, message);
  return node;
}

// Also fills in what has changed since: a card that grows stays the same node.
function fillReply(node, { reply, html, faces }) {
  const own = faces?.[state.me];
  const { card } = reply;
  const bubble = node.querySelector(".bubble");
  if (reply.attachment) bubble.replaceChildren(drawAttachment(reply.attachment));
  else bubble.innerHTML = own ?? html; // rendered and made harmless by the emulator
  for (const code of bubble.querySelectorAll("pre")) {
    const place = document.createComment("");
    code.replaceWith(place);
    place.replaceWith(codeBox(code));
  }
  for (const table of bubble.querySelectorAll("table")) table.tabIndex = 0; // it scrolls, too
  if (card && !card.foreign && card.state !== "finished") bubble.append(el("p", `card-state ${card.state}`, word("states")[card.state]));
  const controls = node.querySelector(".controls");
  if (card) drawControls(controls, reply);
  else controls.hidden = true;
  const parts = [clock(reply.receivedAt), word("by", WORDS[language].via[reply.via])];
  parts.push(card ? word("updates", card.updates) + (card.finalized ? "" : word("open")) : reply.msgType);
  if (card?.foreign) parts.push(word("foreign"));
  if (reply.space === "ONE_BOX") parts.push(word("onTop"));
  if (own) parts.push(word("onlyYou"));
  if (reply.recalled) parts.push(word("recalled"));
  if (reply.title) parts.push(word("title", reply.title));
  if (reply.userIds.length) parts.push(word("to", reply.userIds.map(nameOf).join(", ")));
  if (reply.atUserIds.length) parts.push(word("at", reply.atUserIds.map(nameOf).join(", ")));
  node.querySelector(".small > span").textContent = parts.join(" · ");
  node.querySelector("[data-inspects]").setAttribute("aria-pressed", String(inspected === reply.sequence));
  node.className = `msg bot${reply.recalled ? " recalled" : ""}${card && isGenerating(card) ? " generating" : ""}`;
}

function drawRefusal(refusal) {
  const said = word("refused", refusal.via, refusal.code, refusal.status) + (refusal.count > 1 ? word("times", refusal.count) : "");
  const node = el("p", "notice bad", `${clock(refusal.at)} · ${said}`);
  if (refusal.message) node.append(el("small", "", refusal.message));
  node.append(...actions(refusal.sequence));
  return node;
}

function drawFailed(one) {
  const small = el("div", "small");
  small.append(el("span", "bad", word("notSent", one.error)), " ", button("link", word("retry"), () => retry(one)), " ", button("link", word("discard"), () => discard(one)));
  return row("me failed", nameOf(one.message.senderStaffId), one.message.senderStaffId, el("div", "bubble", one.text), small);
}

let atEnd = true;
const isAtEnd = () => $("messages").scrollHeight - $("messages").scrollTop - $("messages").clientHeight < 80;
const toEnd = () => { $("messages").scrollTop = $("messages").scrollHeight; };

function draw() {
  if (!state.app) return; // nothing is known yet
  const box = $("messages");
  atEnd = isAtEnd();
  const look = `${language} ${state.me} ${nameOf(state.me)}`;
  const items = withDays(shownEntries().slice(-SHOWN), message => ({
    key: entryOf(message).sequence,
    version: `${drawnAs(message, look)} ${inspected === entryOf(message).sequence} ${pressed.get(entryOf(message).sequence) ?? ""}`,
    make: () => message.push ? drawPush(message.push) : message.reply ? drawReply(message) : drawRefusal(message.refusal),
    ...(message.reply?.card ? { look, change: node => fillReply(node, message) } : {}),
  }));
  failed.forEach((one, at) => {
    if (one.chat === chatOf(state)) items.push({ key: `failed ${one.number}`, version: `${look} ${at}`, make: () => drawFailed(one) });
  });
  if (!items.length) items.push({ key: "empty", version: look + state.app, make: () => el("p", "empty", word("empty", appName(state.app))) });
  keep(box, items);
  if (atEnd) toEnd();
  if (!document.hidden) markRead();
  drawList();
  drawHead();
  drawPeople();
  refocus($("faults"), () => refocus($("fault-buttons"), drawFaults));
}

// A line with the date above the first message of a day.
function withDays(messages, item) {
  let last = "";
  return messages.flatMap(message => {
    const day = dayOf(timeOf(message));
    if (day === last) return [item(message)];
    last = day;
    return [{ key: `day ${entryOf(message).sequence}`, version: dayName(day) + language, make: () => el("p", "day", dayName(day)) }, item(message)];
  });
}

// Every event brings a new object, so the same object in the same look is the same picture.
const numbers = new WeakMap();
let lastNumber = 0;
function drawnAs(message, look) {
  if (!numbers.has(message)) numbers.set(message, ++lastNumber);
  return `${numbers.get(message)} ${look}`;
}

function drawList() {
  const all = [...conversations.values()].sort((a, b) => b.order - a.order);
  keep($("list"), all.slice(0, 200).map(c => {
    const [title, last, current] = [titleOf(c), c.byBot ? word("byBot", c.last) : c.last, c.app === state.app && c.id === state.id];
    const tag = c.type === "2" ? word("isGroup") : word("as", nameOf(c.staffId));
    return {
      key: `${c.app} ${c.id}`,
      version: JSON.stringify([title, tag, last, current, c.unread, c.at && brief(c.at), language]),
      make: () => {
        const node = button("", "", () => select({ app: c.app, type: c.type, id: c.id, ...(c.type === "2" ? { title: c.title } : { me: c.staffId }) }));
        node.setAttribute("aria-current", String(current));
        const name = el("b", "", title);
        name.append(el("span", "tag", tag));
        const unread = el("span", "unread", c.unread > 99 ? "99+" : c.unread);
        unread.setAttribute("aria-label", word("unread", c.unread));
        unread.setAttribute("role", "img");
        node.append(
          avatar(el("div"), c.type === "2" ? title : nameOf(c.staffId), c.type === "2" ? title : c.staffId), name, el("time", "", c.at ? brief(c.at) : ""),
          el("small", "", last), ...(c.unread ? [unread] : []));
        return node;
      },
    };
  }));
  const unread = all.reduce((sum, c) => sum + c.unread, 0);
  document.title = (unread ? `(${unread}) ` : "") + `${word("platform")} ${word("emulator")}`;
  $("menu-unread").hidden = !unread;
  $("menu-unread").textContent = unread;
  $("menu").setAttribute("aria-label", unread ? `${word("side")}: ${word("unread", unread)}` : word("side"));
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

function drawStatus(lost) {
  const links = apps.find(app => app.clientId === state.app)?.connections ?? 0;
  $("status").className = `status ${lost ? "lost" : links ? "on" : "off"}`;
  $("status").textContent = lost ? word("lost") : links ? (links === 1 ? word("one") : word("many", links)) : word("none");
}
