"use strict";

// What people can press on a card, and in a message: buttons, thumbs, forms, and links that say something for them.
const pressed = new Map(); // sequence -> what came of the last press
const TALK = "dtmd://dingtalkclient/sendMessage?content=";
const THUMBS_ID = "feedback"; // no source names the id of the AI card's own bar

// What a bot writes into a variable may be anything.
function jsonOf(text) {
  try { return JSON.parse(text ?? ""); } catch { return null; }
}
const objectsOf = value => Array.isArray(value) ? value.filter(one => one && typeof one === "object") : [];
const isGenerating = card => !card.foreign && !["finished", "failed"].includes(card.state);
const paramsOf = card => card.viewers?.[state.me]?.params ?? card.params;

// ---- pressing --------------------------------------------------------------------------------

async function pressCard(reply, actionIds, params) {
  const card = { outTrackId: reply.card.outTrackId, userId: state.me, spaceId: reply.conversationId, actionIds, params };
  note(reply, word("pressing"));
  try {
    const answer = await fetch("/emulator/push", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ app: reply.app, card, waitSeconds: 3 }) });
    const result = await answer.json();
    note(reply, !answer.ok ? result.error : !result.acked || result.ackMs > 2000 ? word("noAnswer") : "");
  } catch {
    note(reply, word("unreachable"));
  }
}

function note(reply, text) {
  pressed.set(reply.sequence, text);
  draw();
}

// In a group the bot is mentioned, as the client does it.
function sayFor(text) {
  queue({ chat: chatOf(state), text, message: { ...opening(), text, ...(state.type === "2" ? { mention: true } : {}) } });
}

function talkOf(url) {
  if (!String(url).startsWith(TALK)) return null;
  try { return decodeURIComponent(url.slice(TALK.length).split("&")[0]).trim() || null; } catch { return null; }
}

// ---- buttons ---------------------------------------------------------------------------------

// { text, url } or { text, ids, params }
function buttonsOf(params) {
  const links = [...objectsOf(jsonOf(params.sys_full_json_obj)?.msgButtons), ...objectsOf(jsonOf(params.msgButtons))]
    .map(({ text, id, url }) => url ? { text: text ?? url, url } : { text: text ?? id, ids: [String(id)], params: {} });
  const events = [...objectsOf(jsonOf(params.btns)), ...objectsOf(jsonOf(params.blockList)).flatMap(block => objectsOf(block.btns))]
    .map(({ text, status, event }) => {
      const { actionId, params: own, url } = event?.params ?? {};
      return url ? { text: text ?? url, url } : { text: text ?? actionId, ids: [String(actionId ?? text)], params: own ?? {}, off: status === "disabled" };
    });
  const stop = params.stop_action === "true" ? [{ text: word("stop"), ids: ["btn_stop"], params: {} }] : [];
  return [...links, ...events, ...stop].slice(0, 50);
}

function drawButton(reply, { text, url, ids, params, off }) {
  if (ids) {
    const node = button("press", String(text), () => pressCard(reply, ids, params));
    node.disabled = off || !reply.card.callbacks;
    if (!reply.card.callbacks) node.title = word("noCallbacks");
    return node;
  }
  return button("press", String(text), () => {
    const said = talkOf(url);
    if (said) sayFor(said);
    else if (/^https?:\/\//.test(url)) window.open(url, "_blank", "noopener,noreferrer");
  });
}

function drawThumbs(reply) {
  const box = el("div", "thumbs");
  const why = el("form", "card-form");
  why.hidden = true;
  const reason = choice(word("reasons"));
  reason.setAttribute("aria-label", word("reason"));
  const input = el("input");
  input.setAttribute("aria-label", input.placeholder = word("reason"));
  const ok = el("button", "press", word("send"));
  why.append(reason, input, ok);
  why.onsubmit = event => {
    event.preventDefault();
    why.hidden = true;
    pressCard(reply, [THUMBS_ID], { action: "dislike", feedbacks: { index: reason.selectedIndex }, input: input.value });
  };
  box.append(
    sign("press", "👍", word("like"), () => pressCard(reply, [THUMBS_ID], { action: "like" })),
    sign("press", "👎", word("dislike"), () => { why.hidden = !why.hidden; if (!why.hidden) input.focus(); }),
    why);
  return box;
}

function choice(choices, several) {
  const node = el("select");
  node.multiple = Boolean(several);
  node.append(...choices.map(text => new Option(text)));
  return node;
}

// ---- forms -----------------------------------------------------------------------------------

const INPUTS = { NUMBER: "number", DATE: "date", TIME: "time", DATETIME: "datetime-local", CHECKBOX: "checkbox", SWITCH: "checkbox" };
const textOf = one => typeof one === "object" ? String(one?.text ?? one?.label ?? one?.value ?? "") : String(one);

// Its control, and how its value is told to the bot.
function drawField({ name, label, type, options, required, placeholder }) {
  const box = el("label", "field", textOf(label ?? name));
  const choices = Array.isArray(options) ? options.slice(0, 100) : [];
  const valueOf = at => choices[at]?.value ?? textOf(choices[at]);
  let read;
  let input;
  if (["SELECT", "CHECKBOX_GROUP", "MULTI_SELECT", "MULTI_CHECKBOX_GROUP"].includes(type)) {
    input = choice(choices.map(textOf), type.startsWith("MULTI"));
    read = () => {
      const index = [...input.selectedOptions].map(option => option.index);
      return input.multiple ? { index, value: index.map(valueOf) } : { index: index[0] ?? -1, value: valueOf(index[0]) ?? "" };
    };
  } else {
    input = el(type === "TEXT_AREA" ? "textarea" : "input");
    if (INPUTS[type]) input.type = INPUTS[type];
    if (placeholder) input.placeholder = textOf(placeholder);
    read = () => input.type === "checkbox" ? input.checked : input.value;
  }
  input.required = Boolean(required);
  box.append(input);
  return { box, name: String(name), read };
}

function drawForm(reply, params, fields) {
  const node = el("form", "card-form");
  const drawn = fields.slice(0, 50).map(drawField);
  const ids = [params.question_id || "form"];
  const ok = el("button", "press", params.form_btn_text || word("submit"));
  node.append(...drawn.map(field => field.box), ok, button("press", word("cancel"), () => pressCard(reply, ids, { user_cancel: true })));
  for (const one of node.querySelectorAll("button")) one.disabled = !reply.card.callbacks || !["", "pending"].includes(params.card_status ?? "");
  node.onsubmit = event => {
    event.preventDefault();
    pressCard(reply, ids, { form: Object.fromEntries(drawn.map(field => [field.name, field.read()])) });
  };
  return node;
}

// ---- the whole -------------------------------------------------------------------------------

// What has not changed stays, so that a button can be pressed and a form filled in while the text grows.
function drawControls(box, reply) {
  const { card } = reply;
  const params = card.foreign ? {} : paramsOf(card);
  const fields = objectsOf(jsonOf(params.form)?.fields);
  const look = JSON.stringify([card.callbacks, language, state.me]);
  const said = pressed.get(reply.sequence);
  const items = buttonsOf(params).map((one, at) => ({ key: `button ${at}`, version: JSON.stringify(one) + look, make: () => drawButton(reply, one) }));
  if (fields.length) items.push({ key: "form", version: params.form + params.card_status + look, make: () => drawForm(reply, params, fields) });
  if (card.state === "finished" && card.callbacks && !card.foreign && !fields.length) items.push({ key: "thumbs", version: look, make: () => drawThumbs(reply) });
  if (said) items.push({ key: "note", version: said, make: () => el("small", "warn", said) });
  box.hidden = !items.length;
  keep(box, items);
}

document.addEventListener("click", event => {
  const link = event.target.closest?.("a[data-say]");
  if (!link) return;
  event.preventDefault();
  sayFor(link.dataset.say);
});
