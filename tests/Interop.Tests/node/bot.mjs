// A bot on the official SDK that makes the calls of the example in the SDK's repository, which the package leaves out, and more. The SDK has
// DingTalk's addresses built in and makes its HTTP calls with the default instance of axios: an interceptor, set before it connects, sends them
// to the emulator. The SDK's code stays as published.
import axios from "axios";
import { DWClient, EventAck, TOPIC_AI_GRAPH_API, TOPIC_CARD, TOPIC_ROBOT } from "dingtalk-stream";

const { EMULATOR_ADDRESS: emulator, CLIENT_ID: clientId, CLIENT_SECRET: clientSecret } = process.env;

axios.interceptors.request.use((config) => {
  config.url = config.url.replace(/^https:\/\/o?api\.dingtalk\.com/, emulator);
  config.proxy = false;
  return config;
});

const client = new DWClient({ clientId, clientSecret, debug: true });

client.registerCallbackListener(TOPIC_ROBOT, async (frame) => {
  const message = JSON.parse(frame.data);
  const token = await client.getAccessToken();
  if (message.text.content.startsWith("card ")) {
    client.socketCallBackResponse(frame.headers.messageId, await showCard(message, token));
    return;
  }
  const answer = await axios.post(
    message.sessionWebhook,
    { msgtype: "text", text: { content: `You said: ${message.text.content}` }, at: { atUserIds: [message.senderStaffId], isAtAll: false } },
    { headers: { "x-acs-dingtalk-access-token": token } },
  );
  client.socketCallBackResponse(frame.headers.messageId, answer.data);
});

// As bots on this SDK show a card: it has no call for them, only its token and the callback.
async function showCard(message, token) {
  const call = (method, path, data) =>
    axios({ method, url: `https://api.dingtalk.com/v1.0/card/${path}`, data, headers: { "x-acs-dingtalk-access-token": token } });
  const outTrackId = `node-${message.msgId}`;
  await call("POST", "instances/createAndDeliver", {
    cardTemplateId: "demo.schema",
    outTrackId,
    callbackType: "STREAM",
    cardData: { cardParamMap: { content: "" } },
    openSpaceId: `dtv1.card//IM_ROBOT.${message.senderStaffId}`,
    imRobotOpenSpaceModel: { supportForward: true },
    imRobotOpenDeliverModel: { spaceType: "IM_ROBOT", robotCode: message.robotCode },
  });
  const words = message.text.content.split(" ").slice(1);
  for (let said = 1; said <= words.length; said++) {
    await call("PUT", "streaming", {
      outTrackId, guid: `${outTrackId}-${said}`, key: "content", content: words.slice(0, said).join(" "), isFull: true, isFinalize: said === words.length,
    });
  }
  return { outTrackId };
}

client.registerCallbackListener(TOPIC_CARD, (frame) => {
  const click = JSON.parse(JSON.parse(frame.data).content).cardPrivateData;
  client.socketCallBackResponse(frame.headers.messageId, {
    cardUpdateOptions: { updateCardDataByKey: true },
    cardData: { cardParamMap: { clicked: click.actionIds.join(), x: click.params.x } },
  });
});

client.registerCallbackListener(TOPIC_AI_GRAPH_API, (frame) => {
  const { requestLine, body } = JSON.parse(frame.data);
  client.sendGraphAPIResponse(frame.headers.messageId, {
    response: { statusLine: { code: 200, reasonPhrase: "OK" }, headers: {}, body: JSON.stringify({ asked: `${requestLine.method} ${requestLine.uri}`, with: body }) },
  });
});

const seen = new Set();
client.registerAllEventListener((frame) => {
  const { eventType, eventId } = frame.headers;
  const again = eventType === "ask_again" && !seen.has(eventId);
  seen.add(eventId);
  return again ? { status: EventAck.LATER, message: "busy" } : { status: EventAck.SUCCESS, message: `${eventType}: ${frame.data}` };
});

// Whoever started us holds our stdin: when that ends, so do we.
process.stdin.resume().on("close", () => process.exit(0));
client.connect();
