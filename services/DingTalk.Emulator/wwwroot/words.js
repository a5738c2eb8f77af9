"use strict";

// What the page says, in both languages. A function where something stands inside the sentence.
const WORDS = {
  en: {
    platform: "DingTalk", emulator: "emulator", side: "Conversations", bot: "Bot", kind: "Kind of chat", direct: "Direct", group: "Group", groupName: "Group", demoGroup: "Demo group",
    writeAs: "You write as", addPerson: "Someone else", yourName: "Name", conversations: "Conversations", scripts: "Scripts:",
    connecting: "connecting…", lost: "emulator not reachable", none: "no bot connected", one: "bot connected", many: n => `${n} connections`,
    messages: "Messages", message: "Message…", hint: "Enter sends, Shift+Enter breaks the line", send: "Send",
    empty: bot => `Say something to ${bot}. What you write is pushed to the bot as DingTalk would push it, and what the bot sends appears here.`,
    inGroup: (bot, me) => `Group with ${bot} · you are ${me}`, inDirect: me => `Direct chat · you are ${me}`, isGroup: "group", byBot: text => `bot: ${text}`,
    acked: ms => `acked in ${ms} ms`, answered: (code, ms) => `answered ${code} in ${ms} ms`, abandoned: "given up without an ack", waiting: "waits for a connection",
    pending: "pending", resent: n => `, re-sent ${n}×`,
    via: { webhook: "session webhook", oto: "oToMessages/batchSend", group: "groupMessages/send", card: "AI card" }, by: way => `via ${way}`,
    updates: n => `${n} updates`, open: ", not finalized", foreign: "template of another app",
    states: { processing: "Processing…", inputting: "Generating…", executing: "Working…", failed: "Failed" }, stop: "Stop", like: "Good answer", dislike: "Bad answer",
    reasons: ["Wrong", "Not what I asked", "Too long", "Something else"], reason: "Why?", submit: "Submit", cancel: "Cancel", pressing: "Pressed…",
    noAnswer: "The bot did not answer this press within 2 s.", noCallbacks: "The card was created without callbackType STREAM, so the bot hears no clicks.",
    onTop: "on top of the group", onlyYou: "visible to you only", recalled: "recalled",
    title: text => `title “${text}”`, to: ids => `to ${ids}`, at: ids => `at ${ids}`,
    refused: (way, code, status) => `A send of the bot was refused: ${way} answered ${code} (HTTP ${status})`, times: n => `, ${n}×`,
    notSent: why => `Not sent: ${why}`, retry: "Try again", discard: "Discard", unreachable: "the emulator does not answer",
    armed: "Faults armed", left: n => `${n} left`, until: time => `until ${time}`, hits: n => `${n} hits`, clear: "Clear all", copy: "Copy", copied: "Copied",
    clearOne: name => `Clear ${name}`, faultMenu: "Faults", faultFor: "Arm for", faultOnce: "the next call", faultThrice: "three calls", faultAlways: "until cleared",
    faultDone: name => `Done: ${name}`, faultGroups: { links: "Stream connection", sends: "Sends of the bot", model: "Scripted model" },
    faultNames: {
      disconnect: "Ask to reconnect", dropLinks: "Break the connection", zombie: "Dead connection", malformed: "Malformed frame", refuseOpen: "Refuse to connect", duplicate: "Push twice",
      delayAckMs: "Late ack", sendErrcode: "Refuse a reply", sendStatus: "Server error", sendCode: "Sending too fast", failAfterDelivery: "Fail after delivery", latencyMs: "Slow sends", throttle: "Throttle",
      expireSessions: "Expire webhooks", tokenInvalid: "Revoke the token", apiQuotaExhausted: "Month used up", missingScope: "Missing permission", "model status": "Model fails", "model latencyMs": "Slow model",
    },
    today: "Today", yesterday: "Yesterday", as: who => `as ${who}`, unread: n => `${n} unread`,
    attach: "Attach pictures, voice or files", record: "Record voice", remove: name => `Remove ${name}`, heard: "What is said in it (recognized text)…",
    kinds: { picture: "picture", audio: "voice", video: "video", file: "file" }, quote: "Quote", noQuote: "Do not quote", look: "JSON", close: "Close",
    exchanges: "Frames and calls", exchangeKinds: { frame: "Frame → bot", ack: "Ack ← bot", call: "Call ← bot" }, whole: "frame", data: "its data", asked: "request", answerOf: "answer",
    frameLost: "lost on the way", noExchanges: "This message has no record, or no longer has one.",
    newPerson: n => `Person ${n}`, language: "中文",
  },
  zh: {
    platform: "钉钉", emulator: "模拟器", side: "会话", bot: "机器人", kind: "聊天类型", direct: "单聊", group: "群聊", groupName: "群名", demoGroup: "演示群",
    writeAs: "发言身份", addPerson: "添加同事", yourName: "名字", conversations: "会话", scripts: "脚本：",
    connecting: "连接中…", lost: "连不上模拟器", none: "机器人未连接", one: "机器人已连接", many: n => `${n} 条连接`,
    messages: "消息", message: "说点什么…", hint: "Enter 发送，Shift+Enter 换行", send: "发送",
    empty: bot => `给 ${bot} 发条消息吧。这里说的话会像钉钉一样推送给机器人，机器人的回复也会显示在这里。`,
    inGroup: (bot, me) => `与 ${bot} 的群聊 · 你是 ${me}`, inDirect: me => `单聊 · 你是 ${me}`, isGroup: "群", byBot: text => `机器人：${text}`,
    acked: ms => `${ms} 毫秒后应答`, answered: (code, ms) => `${ms} 毫秒后应答 ${code}`, abandoned: "一直没有应答，已放弃", waiting: "等待机器人连接",
    pending: "等待应答", resent: n => `，重推 ${n} 次`,
    via: { webhook: "会话 Webhook", oto: "oToMessages/batchSend", group: "groupMessages/send", card: "AI 卡片" }, by: way => `通过${/^\w/.test(way) ? " " : ""}${way}`,
    updates: n => `更新 ${n} 次`, open: "，未结束", foreign: "其他应用的模板",
    states: { processing: "处理中…", inputting: "生成中…", executing: "执行中…", failed: "失败" }, stop: "停止", like: "有帮助", dislike: "没帮助",
    reasons: ["内容有误", "答非所问", "太长", "其他"], reason: "原因", submit: "提交", cancel: "取消", pressing: "已点击…",
    noAnswer: "机器人没有在 2 秒内响应这次点击。", noCallbacks: "创建卡片时 callbackType 不是 STREAM，机器人收不到点击。",
    onTop: "群吊顶", onlyYou: "仅你可见", recalled: "已撤回",
    title: text => `标题「${text}」`, to: ids => `发给 ${ids}`, at: ids => `@ ${ids}`,
    refused: (way, code, status) => `机器人有一条消息没发出去：${way} 返回 ${code}（HTTP ${status}）`, times: n => `，共 ${n} 次`,
    notSent: why => `未发出：${why}`, retry: "重试", discard: "丢弃", unreachable: "模拟器没有响应",
    armed: "已启用的故障", left: n => `还剩 ${n} 次`, until: time => `到 ${time}`, hits: n => `已触发 ${n} 次`, clear: "全部清除", copy: "复制", copied: "已复制",
    clearOne: name => `清除 ${name}`, faultMenu: "故障", faultFor: "生效范围", faultOnce: "下一次调用", faultThrice: "三次调用", faultAlways: "直到清除",
    faultDone: name => `已执行：${name}`, faultGroups: { links: "Stream 连接", sends: "机器人发消息", model: "脚本模型" },
    faultNames: {
      disconnect: "要求重连", dropLinks: "断开连接", zombie: "假死连接", malformed: "错误帧", refuseOpen: "拒绝连接", duplicate: "重复推送",
      delayAckMs: "应答延迟", sendErrcode: "拒绝回复", sendStatus: "服务端错误", sendCode: "发送过快", failAfterDelivery: "送达后报错", latencyMs: "发送变慢", throttle: "限流",
      expireSessions: "Webhook 过期", tokenInvalid: "token 失效", apiQuotaExhausted: "本月额度用完", missingScope: "缺少权限", "model status": "模型报错", "model latencyMs": "模型变慢",
    },
    today: "今天", yesterday: "昨天", as: who => `身份：${who}`, unread: n => `${n} 条未读`,
    attach: "添加图片、语音或文件", record: "录音", remove: name => `移除 ${name}`, heard: "语音里说了什么（识别文字）…",
    kinds: { picture: "图片", audio: "语音", video: "视频", file: "文件" }, quote: "引用", noQuote: "取消引用", look: "JSON", close: "关闭",
    exchanges: "帧与调用", exchangeKinds: { frame: "推送帧 → 机器人", ack: "应答 ← 机器人", call: "调用 ← 机器人" }, whole: "帧", data: "其中的 data", asked: "请求", answerOf: "响应",
    frameLost: "途中丢失", noExchanges: "这条消息没有记录，或记录已清除。",
    newPerson: n => `同事 ${n}`, language: "English",
  },
};

let language = localStorage.getItem("language") || (navigator.language.startsWith("zh") ? "zh" : "en");

const word = (name, ...inside) => typeof WORDS[language][name] === "function" ? WORDS[language][name](...inside) : WORDS[language][name];

// The words of the page itself: data-word is its text, data-word-label, -title and -placeholder are attributes.
function translate() {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  for (const node of document.querySelectorAll("[data-word]")) node.textContent = word(node.dataset.word);
  for (const node of document.querySelectorAll("[data-word-label]")) node.setAttribute("aria-label", word(node.dataset.wordLabel));
  for (const node of document.querySelectorAll("[data-word-title]")) node.title = word(node.dataset.wordTitle);
  for (const node of document.querySelectorAll("[data-word-placeholder]")) node.placeholder = word(node.dataset.wordPlaceholder);
}
