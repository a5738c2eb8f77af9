"""DingTalk's official Python SDK against a running emulator: every way in which it shows a card.

Run by hand, from a checkout of the SDK (README.md in the folder above):

    PYTHONPATH=<checkout of dingtalk-stream-sdk-python> DINGTALK_OPENAPI_ENDPOINT=http://127.0.0.1:5080 python3 cards.py

Prints one line of JSON for each card, as the people in the emulator see it, and ends with 1 when one is not as expected.
"""

import json
import os
import sys
import threading
import time
import urllib.request

import dingtalk_stream
from dingtalk_stream import AckMessage, AICardReplier, ChatbotMessage

EMULATOR = os.environ["DINGTALK_OPENAPI_ENDPOINT"].rstrip("/")
TEMPLATE = "demo.schema"


class Bot(dingtalk_stream.AsyncChatbotHandler):
    """What is said names the way in which it answers."""

    def process(self, callback):
        message = ChatbotMessage.from_dict(callback.data)
        getattr(self, message.text.content.strip())(message)
        return AckMessage.STATUS_OK, "OK"

    # examples/cardbot of the SDK
    def markdown(self, message):
        card = self.reply_markdown_card("**first**", message, title="title", at_sender=True)
        card.update("**second**")

    def streamed(self, message):
        card = self.ai_markdown_card_start(message, title="title")
        for text in ["one", " two", " three"]:
            card.ai_streaming(text, append=True)
        card.ai_finish()

    def failed(self, message):
        card = self.ai_markdown_card_start(message, title="title")
        card.ai_streaming("one")
        card.ai_fail()

    def replier(self, message):
        card = AICardReplier(self.dingtalk_client, message)
        id = card.start(TEMPLATE, {"content": ""})
        for text in ["one", "one two"]:
            card.streaming(id, "content", text, append=False, finished=False, failed=False)
        card.streaming(id, "content", " three", append=True, finished=False, failed=False)
        card.streaming(id, "content", "one two three.", append=False, finished=True, failed=False)

    def replier_failed(self, message):
        card = AICardReplier(self.dingtalk_client, message)
        id = card.start(TEMPLATE, {"content": ""})
        card.streaming(id, "content", "one", append=False, finished=False, failed=True)

    def delivered(self, message):
        AICardReplier(self.dingtalk_client, message).create_and_deliver_card(TEMPLATE, {"content": "at once", "flowStatus": "3"})

    def carousel(self, message):
        self.reply_carousel_card(message, "choose", [("first", "@image")], "submit")


class Clicks(dingtalk_stream.CallbackHandler):
    """examples/cardcallback of the SDK"""

    async def process(self, callback):
        return AckMessage.STATUS_OK, {"cardData": {"cardParamMap": {"intParam": "1", "trueParam": "true"}}}


def post(path, body):
    request = urllib.request.Request(EMULATOR + path, json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)


def check(way, kind, expected):
    say = {"text": way, "conversationType": kind, "conversationId": "cidPython" + kind, "waitSeconds": 30}
    replies = post("/emulator/say", say)["replies"]
    cards = [(reply["text"], reply["card"]["state"], reply["card"]["updates"]) for reply in replies if reply["via"] == "card"]
    right = cards == [expected]
    print(json.dumps({"way": way, "conversationType": kind, "cards": cards, "as expected": right}), flush=True)
    return right


def main():
    client = dingtalk_stream.DingTalkStreamClient(dingtalk_stream.Credential("dingdemo", "demo-secret"))
    client.register_callback_handler(ChatbotMessage.TOPIC, Bot())
    client.register_callback_handler(dingtalk_stream.CallbackHandler.TOPIC_CARD_CALLBACK, Clicks())
    threading.Thread(target=client.start_forever, daemon=True).start()

    ways = [
        ("streamed", "1", ("one two three\n\ntitle", "finished", 5)),
        ("streamed", "2", ("one two three\n\ntitle", "finished", 5)),
        ("failed", "1", ("title", "failed", 3)),
        ("replier", "1", ("one two three.", "finished", 4)),
        ("replier", "2", ("one two three.", "finished", 4)),
        ("replier_failed", "1", ("one", "failed", 1)),
        ("delivered", "2", ("at once", "finished", 0)),
        ("carousel", "1", ("choose", "finished", 1)),
    ]
    right = [check(*way) for way in ways]

    # The SDK's Markdown card has no flow status, so it never counts as finished; this waits for its second text.
    post("/emulator/say", {"text": "markdown", "conversationType": "2", "conversationId": "cidPython2", "replies": 0, "waitSeconds": 30})
    last, patience = None, time.monotonic() + 30
    while time.monotonic() < patience and (last is None or not last["text"].startswith("**second**")):
        with urllib.request.urlopen(EMULATOR + "/emulator/transcript?conversationId=cidPython2", timeout=60) as answer:
            last = json.load(answer)["replies"][-1]
    print(json.dumps({"way": "markdown", "text": last["text"], "state": last["card"]["state"]}), flush=True)
    right.append(last["text"] == "**second**\n\ntitle")

    click = post("/emulator/push", {"card": {"outTrackId": last["card"]["outTrackId"], "actionIds": ["any"], "userId": "demo-user"}})
    print(json.dumps({"way": "click", "acked": click["acked"], "ackCode": click["ackCode"], "ackData": click["ackData"]}), flush=True)
    right.append(click["acked"] and "trueParam" in click["ackData"])
    sys.exit(0 if all(right) else 1)


if __name__ == "__main__":
    main()
