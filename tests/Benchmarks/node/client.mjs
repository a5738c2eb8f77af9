// The bot on the official SDK, as its readme shows one: parse the message, ack. The SDK's code stays as published; an interceptor sends its calls to the server.
import axios from "axios";
import { createInterface } from "node:readline";
import { DWClient, TOPIC_ROBOT } from "dingtalk-stream";

const server = process.argv[2];
axios.interceptors.request.use((config) => {
  config.url = config.url.replace(/^https:\/\/o?api\.dingtalk\.com/, server);
  config.proxy = false;
  return config;
});

const client = new DWClient({ clientId: "dingdemo", clientSecret: "demo-secret" });
client.registerCallbackListener(TOPIC_ROBOT, (frame) => {
  const message = JSON.parse(frame.data);
  if (message.msgtype !== "text") throw new Error("no text");
  client.socketCallBackResponse(frame.headers.messageId, { response: null });
});

// Whoever started us asks what was allocated, which Node does not tell; when that ends, so do we.
createInterface({ input: process.stdin }).on("line", (question) => process.stdout.write(`${question}NaN\n`)).on("close", () => process.exit(0));
client.connect();
