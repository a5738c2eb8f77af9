// A bot on Satori's DingTalk adapter, as published: its options lead it to the emulator.
const { Context, HTTP } = require("@satorijs/core");
const { default: Dingtalk } = require("@satorijs/adapter-dingtalk");

const { EMULATOR_ADDRESS: emulator, CLIENT_ID: appkey, CLIENT_SECRET: secret } = process.env;
const ctx = new Context();
ctx.plugin(HTTP);
ctx.plugin(Dingtalk, {
  protocol: "ws", appkey, secret, agentId: 1000000001, retryInterval: 100, retryTimes: 100,
  api: { endpoint: `${emulator}/v1.0/` }, oldApi: { endpoint: `${emulator}/` },
});

// The adapter's robot API, not its encoder: that one sends Markdown without a title, which DingTalk refuses.
async function answer({ bot, content, userId, channelId, isDirect }) {
  const message = {
    robotCode: appkey, msgKey: "sampleMarkdown", msgParam: JSON.stringify({ title: "Answer", text: `${bot.user.name} heard: ${content.trim()}` }),
  };
  const { processQueryKey } = isDirect
    ? await bot.internal.batchSendOTO({ ...message, userIds: [userId] })
    : await bot.internal.orgGroupSend({ ...message, openConversationId: channelId });
  return { channelId, messageId: processQueryKey };
}

// A promise, so that a message that comes before the answer to the send waits for it.
let last;
ctx.on("message", async (session) => {
  if (session.content.trim() === "take it back") {
    const { channelId, messageId } = await last;
    await session.bot.deleteMessage(channelId, messageId);
  } else if (session.content.trim() === "use your encoder") {
    await session.bot.sendMessage(session.channelId, "without a title", null, { session }).catch(console.warn);
  } else {
    await (last = answer(session));
  }
});

ctx.start();

// Whoever started us holds our stdin: when that ends, so do we.
process.stdin.resume().on("close", () => process.exit(0));
