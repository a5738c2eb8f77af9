"use strict";

// Pictures, voice, video and files: what waits to be sent, and what a message has.
const attached = new Map(); // chat -> [File]

const kindOf = file => ["image", "audio", "video"].includes(file.type.split("/")[0]) ? file.type.split("/")[0].replace("image", "picture") : "file";
const mediaAddress = id => `/emulator/media?id=${encodeURIComponent(id)}`;

function attach(files) {
  const chat = chatOf(state);
  attached.set(chat, [...attached.get(chat) ?? [], ...files]);
  drawComposer();
  $("text").focus();
}

function detach(file) {
  const chat = chatOf(state);
  attached.set(chat, attached.get(chat).filter(one => one !== file));
  drawComposer();
}

// Gives the file to the emulator; the answer is what `say` needs to say it.
async function upload(file, heard) {
  const answer = await fetch(`/emulator/media?name=${encodeURIComponent(file.name.slice(-200))}`, { method: "POST", headers: { "content-type": "application/octet-stream" }, body: file })
    .catch(() => { throw new Error(word("unreachable")); });
  const stored = await answer.json();
  if (!answer.ok) throw new Error(stored.error);
  const kind = kindOf(file);
  const content = {
    picture: { downloadCode: stored.downloadCode, pictureDownloadCode: stored.downloadCode },
    audio: { downloadCode: stored.downloadCode, recognition: heard },
    video: { downloadCode: stored.downloadCode },
    file: { downloadCode: stored.downloadCode, fileName: file.name },
  }[kind];
  return { msgtype: kind, content, text: kind === "audio" ? heard : kind === "file" ? file.name : "" };
}

const extension = name => /\.(\w{1,4})$/.exec(name ?? "")?.[1].toUpperCase() ?? "…";

function drawAttachment({ kind, id, name }) {
  const address = mediaAddress(id);
  const shown = kind === "picture" ? el("img") : kind === "file" ? null : el(kind, "player");
  const link = el("a", `attachment ${kind}`);
  link.href = address;
  if (!shown) {
    link.download = name ?? "";
    link.append(el("span", "file-sign", extension(name)), el("span", "", name || word("kinds").file));
    return link;
  }
  // A file that a script only names, or that was dropped, leaves its kind.
  shown.onerror = () => (kind === "picture" ? link : shown).replaceWith(el("span", "gone", `[${word("kinds")[kind]}]`));
  shown.onload = () => { if (atEnd) toEnd(); };
  shown.src = address;
  if (kind !== "picture") {
    shown.controls = true;
    shown.preload = "metadata";
    return shown;
  }
  shown.alt = word("kinds").picture;
  link.target = "_blank";
  link.append(shown);
  return link;
}

// ---- voice -----------------------------------------------------------------------------------

let recorder = null;
const pieceMs = 500;

async function record() {
  if (recorder) return recorder.stop();
  const microphone = await navigator.mediaDevices.getUserMedia({ audio: true }).catch(() => null);
  if (!microphone) return;
  const pieces = [];
  recorder = new MediaRecorder(microphone);
  recorder.ondataavailable = event => {
    if (event.data.size) pieces.push(event.data);
    $("record").dataset.seconds = Math.floor(pieces.length * pieceMs / 1000);
  };
  recorder.onstop = () => {
    const type = recorder.mimeType.split(";")[0];
    recorder = null;
    delete $("record").dataset.seconds;
    microphone.getTracks().forEach(track => track.stop());
    drawComposer();
    if (pieces.length) attach([new File(pieces, `voice.${type.split("/")[1]}`, { type })]);
  };
  recorder.start(pieceMs);
  drawComposer();
}

// ---- above the text --------------------------------------------------------------------------

function drawComposer() {
  const files = attached.get(chatOf(state)) ?? [];
  $("pending").hidden = !files.length;
  $("pending").replaceChildren(...files.map(file => {
    const chip = el("span", "chip", `${word("kinds")[kindOf(file)]} · ${file.name}`);
    chip.append(sign("link", "×", word("remove", file.name), () => detach(file)));
    return chip;
  }));
  const quote = quotes.get(chatOf(state));
  $("quoting").hidden = !quote;
  if (quote) $("quoting").replaceChildren(el("span", "quoted", `${quote.who}: ${quote.text}`), sign("link", "×", word("noQuote"), () => { quotes.delete(chatOf(state)); drawComposer(); }));
  $("record").setAttribute("aria-pressed", String(Boolean(recorder)));
  $("text").placeholder = word(files.length === 1 && kindOf(files[0]) === "audio" ? "heard" : "message");
}
