namespace Interop.Tests;

// Satori's DingTalk adapter, which Koishi's bots use.
public sealed class SatoriBot() : ForeignBot("satori", "bot.cjs");
