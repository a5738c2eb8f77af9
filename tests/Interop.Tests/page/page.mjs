// The chat page as a person uses it, in a document without a screen: `node page.mjs <check>` against the emulator of EMULATOR_ADDRESS. The page's own
// files run as they are served; only what jsdom lacks is lent to them.
import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { EventSource } from "eventsource";
import { JSDOM, VirtualConsole } from "jsdom";

const emulator = process.env.EMULATOR_ADDRESS;
const PATIENCE = 20_000;

async function open({ hash = "", language = "en-US" } = {}) {
  const errors = new VirtualConsole();
  errors.on("jsdomError", error => { console.error(error); process.exitCode = 1; });
  const dom = await JSDOM.fromURL(`${emulator}/${hash}`, {
    runScripts: "dangerously", resources: "usable", pretendToBeVisual: true, virtualConsole: errors,
    beforeParse(window) {
      window.EventSource = class extends EventSource { constructor(path) { super(new URL(path, emulator)); } };
      window.fetch = (path, init) => fetch(new URL(path, emulator), init);
      window.copied = [];
      Object.defineProperty(window.navigator, "clipboard", { value: { writeText: async text => { window.copied.push(text); } } });
      Object.defineProperty(window.navigator, "language", { value: language });
    },
  });
  const { window } = dom;
  const page = {
    window,
    $: id => window.document.getElementById(id),
    all: selector => [...window.document.querySelectorAll(selector)],
    click: node => node.dispatchEvent(new window.MouseEvent("click", { bubbles: true })),
    set(id, value) {
      page.$(id).value = value;
      page.$(id).dispatchEvent(new window.Event("change", { bubbles: true }));
    },
    say(text) {
      page.$("text").value = text;
      page.$("composer").dispatchEvent(new window.Event("submit", { bubbles: true, cancelable: true }));
    },
    shows: text => until(() => page.$("messages").textContent.includes(text), `the chat shows "${text}"`),
    // What is asked for has been drawn by then, and nothing is left to draw.
    drawn: () => new Promise(done => window.requestAnimationFrame(() => window.requestAnimationFrame(done))),
  };
  await until(() => window.document.getElementById("status").textContent && page.all("#people button").length > 1, "the page is ready");
  return page;
}

async function until(condition, what) {
  for (const start = Date.now(); !condition();) {
    assert.ok(Date.now() - start < PATIENCE, `waited in vain: ${what}`);
    await pause(10);
  }
}

const post = async (path, body, headers = {}) => {
  const answer = await fetch(emulator + path, { method: "POST", headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) });
  return answer.json();
};
const said = (text, more = {}) => post("/emulator/say", { text, waitSeconds: 0, ...more });

async function bot() {
  const { accessToken } = await post("/v1.0/oauth2/accessToken", { appKey: "dingdemo", appSecret: "demo-secret" });
  const call = async (method, path, body) => {
    const answer = await fetch(emulator + path, { method, headers: { "content-type": "application/json", "x-acs-dingtalk-access-token": accessToken }, body: JSON.stringify(body) });
    return answer.json();
  };
  const send = (text, user = "demo-user") => call("POST", "/v1.0/robot/oToMessages/batchSend", {
    robotCode: "dingdemo", userIds: [user], msgKey: "sampleMarkdown", msgParam: JSON.stringify({ title: "T", text }),
  });
  return { call, send };
}

const checks = {
  async drafts() {
    const page = await open();
    page.$("text").value = "for the bot alone";
    page.click(page.$("group"));
    assert.equal(page.$("text").value, "");
    page.$("text").value = "for the group";
    page.click(page.$("direct"));
    assert.equal(page.$("text").value, "for the bot alone");
    page.click(page.$("group"));
    assert.equal(page.$("text").value, "for the group");
    page.say("said");
    await page.shows("said");
    assert.equal(page.$("text").value, "");
    page.click(page.$("direct"));
    assert.equal(page.$("text").value, "for the bot alone");
  },

  async draftWhileSending() {
    const page = await open();
    await post("/emulator/faults", {});
    page.say("first");
    page.$("text").value = "being written";
    await page.shows("first");
    await page.drawn();
    assert.equal(page.$("text").value, "being written");
  },

  async selection() {
    const page = await open();
    const { send } = await bot();
    await send("**keep** me selected");
    await page.shows("me selected");
    await page.drawn();
    const bubble = page.all(".bubble").at(-1);
    page.window.getSelection().selectAllChildren(bubble);
    await send("news");
    await said("more news", { conversationType: "2" });
    await page.shows("news");
    await until(() => page.all("#list button").length === 2, "both conversations are listed");
    assert.equal(page.window.getSelection().toString().trim(), "keep me selected");
    assert.ok(bubble.isConnected);
  },

  async faults() {
    const page = await open();
    assert.ok(page.$("faults").hidden);
    await post("/emulator/faults", { sendErrcode: 430101, count: 2 });
    await until(() => !page.$("faults").hidden, "the fault is shown");
    assert.match(page.$("fault-list").textContent, /sendErrcode 430101 \(2 left\)/);
    page.click(page.$("clear-faults"));
    await until(() => page.$("faults").hidden, "the fault is gone");
  },

  async faultsEnd() {
    const page = await open();
    await post("/emulator/faults", { latencyMs: 5, seconds: 5 }); // seconds until a slow page has drawn it
    await until(() => page.$("fault-list").textContent.includes("latencyMs 5"), "the fault is shown");
    await until(() => page.$("faults").hidden, "the fault is gone once its time is over");
  },

  async refusals() {
    const page = await open();
    const { send } = await bot();
    await post("/emulator/faults", { sendCode: { status: 400, code: "send.too.fast" }, api: "oto", count: 3 });
    await send("a");
    await page.shows("oto answered send.too.fast (HTTP 400)");
    await send("b");
    await send("c");
    await page.shows(", 3×");
    assert.equal(page.all(".notice").length, 1);
    await send("d");
    await page.shows("d");
  },

  async failedSends() {
    const page = await open();
    const real = page.window.fetch;
    page.window.fetch = async () => { throw new TypeError("network"); };
    page.say("lost?");
    await page.shows("Not sent: the emulator does not answer");
    assert.equal(page.all(".failed .bubble")[0].textContent, "lost?");
    page.click(page.$("group"));
    assert.equal(page.all(".failed").length, 0);
    page.click(page.$("direct"));
    page.window.fetch = real;
    page.click(page.all(".failed button").find(one => one.textContent === "Try again"));
    await until(() => page.all(".msg.me:not(.failed)").length === 1, "it is said");
    assert.equal(page.all(".failed").length, 0);
  },

  async copyCode() {
    const page = await open();
    const { send } = await bot();
    await send("```\nList<string> a;\nb & c\n```");
    await page.shows("List<string> a;");
    page.click(page.all(".copy")[0]);
    await until(() => page.all(".copy")[0].textContent === "Copied", "the button says that it is copied");
    assert.deepEqual(page.window.copied.map(text => text.trimEnd()), ["List<string> a;\nb & c"]);
  },

  async chinese() {
    const page = await open({ language: "zh-CN" });
    assert.equal(page.window.document.documentElement.lang, "zh-CN");
    assert.equal(page.$("send").textContent, "发送");
    assert.equal(page.$("text").placeholder, "说点什么…");
    assert.equal(page.$("status").textContent, "机器人未连接");
    page.say("你好");
    await page.shows("等待机器人连接");
    page.click(page.$("language"));
    assert.equal(page.$("send").textContent, "Send");
    await page.shows("waits for a connection");
  },

  // No word of one language is missing in the other, and none of the page's own is unknown.
  async words() {
    const page = await open();
    const words = page.window.eval("WORDS");
    assert.deepEqual(Object.keys(words.zh).sort(), Object.keys(words.en).sort());
    for (const name of Object.keys(words.en)) assert.equal(typeof words.zh[name], typeof words.en[name], name);
    for (const attribute of ["word", "wordLabel", "wordTitle", "wordPlaceholder"])
      for (const node of page.all("*")) if (node.dataset[attribute]) assert.ok(words.en[node.dataset[attribute]], node.dataset[attribute]);
  },

  async people() {
    const page = await open();
    page.click(page.$("group"));
    page.say("from Demo");
    await page.shows("from Demo");
    page.click(page.all("#people .add")[0]);
    page.set("name", "张伟");
    page.say("from Zhang Wei");
    await page.shows("from Zhang Wei");
    page.set("name", "张小伟");
    page.say("under another name");
    await page.shows("under another name");

    const { pushes } = await (await fetch(`${emulator}/emulator/transcript`)).json();
    const [demo, zhang, renamed] = pushes;
    assert.deepEqual([demo.senderNick, zhang.senderNick, renamed.senderNick], ["Demo", "张伟", "张小伟"]);
    assert.notEqual(zhang.sender, demo.sender);
    assert.equal(renamed.sender, zhang.sender);
    assert.equal(page.all(".msg.other").length, 1);
    assert.equal(page.all(".msg.me").length, 2);

    // Two who share a name are still two.
    page.click(page.all("#people .add")[0]);
    page.set("name", "张小伟");
    page.say("another of that name");
    await until(() => page.all(".msg.me").length === 1 && page.all(".msg.other").length === 3, "the others are others");
  },

  async ownFace() {
    const page = await open();
    const { call } = await bot();
    await said("hi", { conversationType: "2" });
    page.click(page.$("group"));
    await call("POST", "/v1.0/card/instances", {
      cardTemplateId: "t", outTrackId: "trk-1", imGroupOpenSpaceModel: {}, cardData: { cardParamMap: { a: "for everybody" } }, privateData: { "user-2": { cardParamMap: { a: "for you alone" } } },
    });
    await call("POST", "/v1.0/card/instances/deliver", { outTrackId: "trk-1", openSpaceId: "dtv1.card//IM_GROUP.cidDemoGroup==", imGroupOpenDeliverModel: { robotCode: "dingdemo" } });
    await page.shows("for everybody");
    page.click(page.all("#people .add")[0]);
    assert.match(page.window.eval("state.me"), /^user-2$/);
    await page.shows("for you alone");
    assert.ok(!page.$("messages").textContent.includes("for everybody"));
  },

  async emotions() {
    const page = await open();
    const { call } = await bot();
    const { msgId, conversationId } = await said("thinking?");
    await call("POST", "/v1.0/robot/emotion/reply", { robotCode: "dingdemo", openMsgId: msgId, openConversationId: conversationId, emotionName: "🤔思考中" });
    await page.shows("🤔思考中");
  },
};

await checks[process.argv[2]]();
process.exit();
