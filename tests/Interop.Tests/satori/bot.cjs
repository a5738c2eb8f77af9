// A bot on Satori's DingTalk adapter, as published: its options lead it to the emulator. It keeps the last message it has sent, to take it back when asked.
const { Context, HTTP } = require("@satorijs/core");
const { default: Dingtalk } = require("@satorijs/adapter-dingtalk");

const { EMULATOR_ADDRESS: emulator, CLIENT_ID: appkey, CLIENT_SECRET: secret } = process.env;
const ctx = new Context();
ctx.plugin(HTTP);
ctx.plugin(Dingtalk, {
  protocol: "ws", appkey, secret, agentId: 1000000001, retryInterval: 100, retryTimes: 100,
  api: { endpoint: `${emulator}/v1.0/` }, oldApi: { endpoint: `${emulator}/` },
});

let last;
ctx.on("message", async ({ bot, content, userId, channelId, isDirect }) => {
  if (content.trim() === "take it back") return bot.deleteMessage(last.channelId, last.messageId);

  // By the adapter's own API: its encoder leaves out the title of a Markdown message.
  const message = {
    robotCode: appkey, msgKey: "sampleMarkdown", msgParam: JSON.stringify({ title: "Answer", text: `${bot.user.name} heard: ${content.trim()}` }),
  };
  const { processQueryKey } = isDirect
    ? await bot.internal.batchSendOTO({ ...message, userIds: [userId] })
    : await bot.internal.orgGroupSend({ ...message, openConversationId: channelId });
  last = { channelId, messageId: processQueryKey };
});

ctx.start();

// Whoever started us holds our stdin: when that ends, so do we.
process.stdin.resume().on("close", () => process.exit(0));
