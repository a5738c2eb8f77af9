namespace Interop.Tests;

// DingTalk's official Node SDK.
public sealed class NodeBot() : ForeignBot("node", "bot.mjs");
