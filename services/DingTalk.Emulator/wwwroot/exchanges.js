"use strict";

// The side panel: what went over the network for one message.
let inspected = null; // the sequence of the message
let fetching = false;
let stale = false;

function inspect(sequence) {
  if (inspected === sequence) return closeExchanges();
  inspected = sequence;
  $("exchanges").hidden = false;
  document.body.classList.add("inspecting");
  $("exchange-list").replaceChildren();
  $("exchange-list").drawn = new Map();
  draw();
  fetchExchanges();
  $("close-exchanges").focus();
}

function closeExchanges() {
  const was = document.querySelector(`[data-inspects="${inspected}"]`);
  inspected = null;
  $("exchanges").hidden = true;
  document.body.classList.remove("inspecting");
  draw();
  (document.querySelector(`[data-inspects="${was?.dataset.inspects}"]`) ?? $("text")).focus();
}

// One request at a time; what happens meanwhile is asked for once more.
async function fetchExchanges() {
  if (inspected === null) return;
  stale = true;
  if (fetching) return;
  fetching = true;
  while (stale && inspected !== null) {
    stale = false;
    const sequence = inspected;
    const found = await fetch(`/emulator/exchanges?sequence=${sequence}`).then(answer => answer.json()).catch(() => null);
    if (found && sequence === inspected) drawExchanges(found.exchanges);
  }
  fetching = false;
}

let shownExchanges = [];
function drawExchanges(exchanges = shownExchanges) {
  shownExchanges = exchanges;
  if (inspected === null) return;
  const message = entries.get(inspected);
  const entry = message && entryOf(message);
  $("exchanges-of").textContent = entry ? `${entry.senderNick ?? appName(entry.app)}: ${(entry.text || entry.title || entry.code || "").slice(0, 120)}` : "";
  const items = exchanges.map(one => ({ key: one.number, version: language, make: () => drawExchange(one) }));
  if (!items.length) items.push({ key: "none", version: language, make: () => el("p", "hint", word("noExchanges")) });
  keep($("exchange-list"), items);
}

function drawExchange(one) {
  const node = el("details", `exchange ${one.kind}`);
  node.open = true;
  const line = el("summary");
  line.append(el("b", "", word("exchangeKinds")[one.kind]), " ");
  if (one.call) line.append(el("code", "", `${one.call.method} ${one.call.path}`), " ", el("span", isFine(one.call) ? "good" : "bad", `${one.call.status} · ${one.call.ms} ms`), " ");
  if (one.lost) line.append(el("span", "bad", word("frameLost")), " ");
  line.append(el("small", "", clock(one.at)));
  node.append(line, ...json(word(one.call ? "asked" : "whole"), one.text));
  const data = one.call ? null : inner(one.text);
  if (data) node.append(...json(word("data"), data));
  if (one.call) node.append(...json(word("answerOf"), one.call.answer));
  return node;
}

// A webhook's refusal is an HTTP 200 with an errcode.
function isFine(call) {
  if (call.status >= 400) return false;
  const code = parsed(call.answer)?.errcode;
  return code === undefined || Number(code) === 0;
}

function parsed(text) {
  try { return JSON.parse(text); } catch { return undefined; }
}

// A frame has its data as JSON in a string.
function inner(text) {
  const data = parsed(text)?.data;
  return typeof data === "string" && typeof parsed(data) === "object" ? data : null;
}

function json(label, text) {
  if (!text) return [];
  const value = parsed(text);
  const code = el("pre", "", value === undefined ? text : JSON.stringify(value, null, 2));
  code.setAttribute("aria-label", label);
  code.setAttribute("role", "region");
  return [el("span", "label", label), codeBox(code)];
}
