using System.Net.WebSockets;
using DingTalk.Stream.Tests.Support;

namespace DingTalk.Stream.Tests.BadInput;

// JSON objects whose own fields are missing, mistyped, duplicated or spelled in two ways.
internal static class EnvelopeFrames
{
    private static readonly string Data = Wire.Quote(Wire.BotFields().ToJsonString());

    public static IEnumerable<BadFrame> All => [.. Types, .. Headers, .. Topics, .. Ids, .. Payloads, .. SystemFrames, .. Pieces];

    private static IEnumerable<BadFrame> Types =>
    [
        .. Wire.WrongTypes.Select(wrong => Make($"type: {wrong.Name}", $"\"type\":{wrong.Json}", Outcome.NoHandler)),
        Make("type: missing", "\"spec\":1", Outcome.NoHandler),
        Make("type: empty", "\"type\":\"\"", Outcome.NoHandler),
        Make("type: unknown", "\"type\":\"NOVELTY\"", Outcome.NoHandler),
        Make("type: SYSTEM with another's topic", "\"type\":\"SYSTEM\"", Outcome.Ignored),
        Make("type: lower case", "\"type\":\"callback\"", Outcome.Handled),
        Make("type: Turkish i", "\"type\":\"CALLBACK\u0130\"", Outcome.NoHandler),
        Make("type: doubled, the last counts", "\"type\":\"NOVELTY\",\"type\":\"CALLBACK\"", Outcome.Handled),
        Make("specVersion: object", "\"type\":\"CALLBACK\",\"specVersion\":{}", Outcome.Handled),
        Make("top level: unknown fields", "\"type\":\"CALLBACK\",\"a\":[1,{\"b\":null}],\"\":0", Outcome.Handled),
        Make("top level: time far out", "\"type\":\"CALLBACK\",\"time\":-99999999999999999999", Outcome.Handled),
    ];

    // Without headers there is neither a topic nor an id to ack.
    private static IEnumerable<BadFrame> Headers =>
    [
        new("headers: missing", $$"""{"type":"CALLBACK","data":{{Data}}}""", Outcome.Ignored),
        new("headers: string", $$"""{"type":"CALLBACK","headers":"geheim","data":{{Data}}}""", Outcome.Ignored),
        .. Wire.WrongTypes.Select(
            wrong => new BadFrame(
                $"headers: {wrong.Name}", $$"""{"type":"CALLBACK","headers":{{wrong.Json}},"data":{{Data}}}""", Outcome.Ignored)),
        new("headers: empty frame", "{}", Outcome.Ignored),
        new("headers: doubled, the last counts",
            $$"""{"type":"CALLBACK","headers":{"topic":"x"},"headers":{"messageId":"d1","topic":"{{Frames.BotTopic}}"},"data":{{Data}}}""", Outcome.Handled)
        {
            AckedId = "d1",
        },
        .. Wire.WrongTypes.Select(wrong => new BadFrame(
            $"headers: unknown one is {wrong.Name}", Wire.Frame($"headers: unknown one is {wrong.Name}", Data, more: $"\"x\":{wrong.Json},"), Outcome.Handled)),
        new(
            "headers: a thousand of them",
            Wire.Frame("headers: a thousand of them", Data, more: string.Concat(Enumerable.Range(0, 1000).Select(n => $"\"x{n}\":\"{n}\","))),
            Outcome.Handled),
    ];

    private static IEnumerable<BadFrame> Topics =>
    [
        .. Wire.WrongTypes.Select(wrong => new BadFrame(
            $"topic: {wrong.Name}",
            $$"""{"type":"CALLBACK","headers":{"messageId":"topic: {{wrong.Name}}","topic":{{wrong.Json}}},"data":{{Data}}}""",
            Outcome.NoHandler)),
        new("topic: missing", """{"type":"CALLBACK","headers":{"messageId":"topic: missing"},"data":"{}"}""", Outcome.NoHandler),
        new("topic: empty", Wire.Frame("topic: empty", Data, topic: ""), Outcome.NoHandler),
        new("topic: star", Wire.Frame("topic: star", Data, topic: "*"), Outcome.NoHandler),
        new("topic: path upwards", Wire.Frame("topic: path upwards", Data, topic: "/v1.0/im/../../etc"), Outcome.NoHandler),
        new("topic: other case", Wire.Frame("topic: other case", Data, topic: Frames.BotTopic.ToUpperInvariant()), Outcome.NoHandler),
        new("topic: huge", Wire.Frame("topic: huge", Data, topic: new string('x', 100_000)), Outcome.NoHandler),
        new(
            "topic: name in two cases, the last counts",
            Wire.Frame("topic: name in two cases, the last counts", Data, more: "\"TOPIC\":\"x\","),
            Outcome.Handled),
    ];

    private static IEnumerable<BadFrame> Ids =>
    [
        Id("number", "7", Outcome.Handled, "7"),
        Id("fraction", "-1.50e3", Outcome.Handled, "-1.50e3"),
        Id("true", "true", Outcome.Handled, "true"),
        Id("null", "null", Outcome.HandledUnacked),
        Id("array", "[\"a\"]", Outcome.HandledUnacked),
        Id("object", "{\"a\":\"b\"}", Outcome.HandledUnacked),
        Id("empty", "\"\"", Outcome.HandledUnacked),
        Id("blank", "\" \"", Outcome.Handled, " "),
        Id("huge", $"\"{new string('i', 200_000)}\"", Outcome.Handled, new string('i', 200_000)),
        Id("control characters", "\"\\u0000\\r\\n\\t\\u001b[31m\"", Outcome.Handled, "\0\r\n\t\u001b[31m"),
        Id("quotes", "\"\\\"},{\\\"\\\\\"", Outcome.Handled, "\"},{\"\\"),
        Id("line separators", "\"\u2028\u2029\u0085\"", Outcome.Handled, "\u2028\u2029\u0085"),
        Id("right to left", "\"\u202Eabc\"", Outcome.Handled, "\u202Eabc"),
        Id("half an emoji", "\"\\ud83d\"", Outcome.Handled, "\uFFFD"),
        Id("other half", "\"a\\udE00b\"", Outcome.Handled, "a\uFFFDb"),
        Id("halves the wrong way round", "\"\\ude00\\ud83d\"", Outcome.Handled, "\uFFFD\uFFFD"),
        new(
            "id: name in two cases, the last counts",
            Wire.Frame("id: name in two cases, the last counts", Data, more: "\"MESSAGEID\":\"x\",\"messageid\":\"y\","),
            Outcome.Handled),
        new("id: nowhere", $$$"""{"type":"CALLBACK","headers":{"topic":"{{{Frames.BotTopic}}}"},"data":"{\"msgtype\":\"text\"}"}""", Outcome.Skipped),
    ];

    private static IEnumerable<BadFrame> Payloads =>
    [
        .. from wrong in Wire.WrongTypes
           let name = $"data: {wrong.Name}"
           select new BadFrame(name, Wire.Frame(name, wrong.Json), wrong.Json[0] == '{' ? Outcome.Handled : Outcome.Refused),
        new("data: missing", $$$"""{"type":"CALLBACK","headers":{"messageId":"data: missing","topic":"{{{Frames.BotTopic}}}"}}""", Outcome.Refused),
        new(
            "data: doubled, the last counts",
            $$"""{"type":"CALLBACK","headers":{"messageId":"data: doubled, the last counts","topic":"{{Frames.BotTopic}}"},"data":{{Data}},"data":7}""",
            Outcome.Refused),
        new("data: an object, not in a string", Wire.Frame("data: an object, not in a string", Wire.BotFields().ToJsonString()), Outcome.Handled),
        new("data: in a string twice", Wire.Frame("data: in a string twice", Wire.Quote(Data)), Outcome.Refused),
    ];

    private static IEnumerable<BadFrame> SystemFrames =>
    [
        .. from wrong in Wire.WrongTypes
           let name = $"ping: data is {wrong.Name}"
           select new BadFrame(name, Wire.Frame(name, wrong.Json, "ping", "SYSTEM"), Outcome.Echoed),
        new("ping: no JSON", Wire.Frame("ping: no JSON", "\"geheim\\u0000\\ud800\"", "ping", "SYSTEM"), Outcome.Echoed),
        new("ping: huge", Wire.Frame("ping: huge", $"\"{new string('p', 300_000)}\"", "ping", "SYSTEM"), Outcome.Echoed),
        .. new[] { "CONNECTED", "REGISTERED", "KEEPALIVE", "", "novelty", "__proto__" }.Select(topic => new BadFrame(
            $"system: {topic}", Wire.Frame($"system: {topic}", "\"geheim\"", topic, "SYSTEM"), Outcome.Ignored)),
        new("system: no headers", """{"type":"SYSTEM","data":"geheim"}""", Outcome.Ignored),
    ];

    private static IEnumerable<BadFrame> Pieces =>
    [
        new("pieces: empty ones between", Wire.Frame("pieces: empty ones between", Data), Outcome.Handled) { Pieces = [0, 1, 0, 0, 7, 0, 100, 0] },
        new("pieces: single bytes", Wire.Frame("pieces: single bytes", Data), Outcome.Handled) { Pieces = [.. Enumerable.Repeat(1, 200)] },
        new("pieces: all in the first, the last empty", Wire.Frame("p-last", Data), Outcome.Handled)
        {
            AckedId = "p-last",
            Pieces = [Wire.Frame("p-last", Data).Length],
        },
        new("binary: a good frame", Wire.Frame("binary: a good frame", Data), Outcome.Handled) { Type = WebSocketMessageType.Binary },
        new("binary: in pieces", Wire.Frame("binary: in pieces", Data), Outcome.Handled) { Type = WebSocketMessageType.Binary, Pieces = [3, 0, 5] },
    ];

    private static BadFrame Make(string name, string fields, Outcome fate) =>
        new(name, $$"""{{{fields}},"headers":{"messageId":{{Wire.Quote(name)}},"topic":"{{Frames.BotTopic}}"},"data":{{Data}}}""", fate);

    private static BadFrame Id(string name, string json, Outcome fate, string? acked = null) =>
        new($"id: {name}", $$"""{"type":"CALLBACK","headers":{"messageId":{{json}},"topic":"{{Frames.BotTopic}}"},"data":{{Data}}}""", fate)
        {
            AckedId = acked ?? "",
        };
}
