using DingTalk.Stream.Tests.Support;

namespace DingTalk.Stream.Tests.BadInput;

// Valid frames with invalid payloads: every field mistyped, every kind of content without its essential fields. Any JSON object is
// handled.
internal static class PayloadFrames
{
    private static readonly string[] MessageTypes =
    [
        "text", "richText", "picture", "audio", "video", "file", "unknownMsgType",
        "interactiveCard", "markdown", "actionCard", "chatRecord", "reply", "novelty",
    ];

    private static readonly (string Name, string Text)[] NoObjects =
    [
        ("empty", ""), ("blank", "  "), ("words", "geheim"), ("null", "null"), ("number", "7"), ("true", "true"),
        ("array", "[{\"msgtype\":\"text\"}]"), ("string", "\"geheim\""),
        ("cut", "{\"msgtype\":\"text\",\"text\":{\"content\":\"geh"), ("html", "<html>geheim</html>"), ("two", "{}{}"),
        ("comment", "{}//geheim"), ("BOM", "\uFEFF{}"), ("NUL", "{}\0"),
    ];

    private static readonly string[] Lists =
    [
        "[null,7,true,\"x\",[],{}]", "[[[[[[]]]]]]", "[{\"type\":7},{\"type\":[]},{\"text\":{}},{\"type\":\"picture\"}]", "\"[7,{}]\"",
        "\"[\"", "{\"0\":1}",
    ];

    // Invalid and hostile webhooks.
    public static readonly string[] Webhooks =
    [
        "", " ", "geheim", "/robot/sendBySession?session=geheim", "//evil.test/x", "javascript:alert(1)", "data:text/html,geheim",
        "file:///etc/passwd", "ftp://oapi.dingtalk.com/x", "mailto:a@b",
        "http://oapi.dingtalk.com/robot", "http://169.254.169.254/latest/meta-data", "http://localhost:1/", "https://127.0.0.1/",
        "https://[::1]/", "https://[::1", "https://[fe80::1%25eth0]/",
        "https://oapi.dingtalk.com@evil.test/", "https://oapi.dingtalk.com.evil.test/", "https://evil.test/oapi.dingtalk.com",
        "https://evildingtalk.com/", "https://oapi.dingtalk.com%2eevil.test/",
        "https://oapi.dingtalk.com:99999/", "https://oapi.dingtalk.com:-1/", "https:oapi.dingtalk.com", "https:///", "https://",
        "https://.", "https://..dingtalk.com..", "https://xn--/",
        "https://xn--a.dingtalk.test/", "https://ⓔvil.test/", "https://oapi.dingtalk。com.evil.test/", "https://a\u00ADb.test/",
        "https://\u202E.test/", "https://a b.test/", "https://a\tb.test/",
        "https://a\0b.test/", "https://%00/", "https://\uFFFD/", "\\\\server\\share", "C:\\geheim", "urn:x:y", "ws://oapi.dingtalk.com/",
        "https://" + new string('a', 300) + ".test/",
        "https://evil.test/" + new string('a', 100_000),
    ];

    public static IEnumerable<BadFrame> All => [.. Bots, .. Contents, .. Quotes, .. Numbers, .. Hooks, .. Cards, .. Events];

    private static IEnumerable<BadFrame> Bots =>
    [
        .. NoObjects.Select(text => new BadFrame($"bot: data is {text.Name}", Wire.InString($"bot: data is {text.Name}", text.Text), Outcome.Refused)),
        .. from key in Wire.BotFields().Select(pair => pair.Key)
           from wrong in Wire.WrongTypes
           let name = $"bot: {key} is {wrong.Name}"
           select new BadFrame(name, Wire.Bot(name, key, wrong.Json), Outcome.Handled),
        .. Lists.Select((list, index) => new BadFrame($"bot: atUsers {index}", Wire.Bot($"bot: atUsers {index}", "atUsers", list), Outcome.Handled)),
        new("bot: nothing in it", Wire.InString("bot: nothing in it", "{}"), Outcome.Handled),
        new(
            "bot: doubled fields",
            Wire.InString("bot: doubled fields", """{"msgtype":"text","msgtype":7,"text":1,"text":{"content":2,"content":[]}}"""),
            Outcome.Handled),
        new("bot: fields in another case", Wire.InString("bot: fields in another case", """{"MSGTYPE":"text","Text":{"CONTENT":"geheim"}}"""), Outcome.Handled),
    ];

    private static IEnumerable<BadFrame> Contents =>
    [
        .. from type in MessageTypes
           from wrong in Wire.WrongTypes.Append(("string", "\"geheim\"")).Append(("broken string", "\"{\\\"downloadCode\\\":\""))
           let name = $"{type}: content is {wrong.Item1}"
           select new BadFrame(name, Wire.InString(name, $$"""{"msgtype":"{{type}}","content":{{wrong.Item2}},"text":{{wrong.Item2}} }"""), Outcome.Handled),
        .. from key in new[] { "richText", "actionUrlItemList", "chatRecord", "records", "messages" }
           from list in Lists.Select((json, index) => (json, index))
           let name = $"{key} {list.index}"
           let type = key switch { "richText" => "richText", "actionUrlItemList" => "actionCard", _ => "chatRecord" }
           select new BadFrame(name, Wire.InString(name, $$"""{"msgtype":"{{type}}","content":{"{{key}}":{{list.json}} } }"""), Outcome.Handled),
        .. new[] { "1e308", "-5", "\"Infinity\"", "\"NaN\"", "1e400", "\"1e400\"", "{}", "99999999999999999999" }.Select((duration, index) => new BadFrame(
            $"audio: duration {index}",
            Wire.InString(
                $"audio: duration {index}", $$"""{"msgtype":"audio","content":{"downloadCode":"dc","duration":{{duration}} } }"""),
            Outcome.Handled)),
    ];

    // The star stands for the quoted message.
    private static readonly string[] QuotePlaces =
    [
        """{"msgtype":"text","text":{"content":"x","isReplyMsg":true,"repliedMsg":*} }""",
        """{"msgtype":"richText","content":{"richText":[],"repliedMsg":*} }""",
        """{"msgtype":"text","quoteMessage":*,"repliedMsg":*}""",
    ];

    private static IEnumerable<BadFrame> Quotes =>
        from place in QuotePlaces
        from wrong in Wire.WrongTypes.Append(("string", "\"geheim\""))
            .Append(("itself odd", """{"msgType":7,"msgId":[],"createdAt":"x","content":"{\"richText\":\"[7]\"}"}"""))
            .Append(("a quote in a string", "\"{\\\"content\\\":\\\"{\\\\\\\"repliedMsg\\\\\\\":7}\\\"}\""))
        let name = $"quote: {wrong.Item1} in {place[..24]}"
        select new BadFrame(name, Wire.InString(name, place.Replace("*", wrong.Item2, StringComparison.Ordinal)), Outcome.Handled);

    private static readonly string[] OddNumbers =
    [
        "-1", "0", "0.5", "1e400", "-1e400", "1E+2", "253402300800000", "9223372036854775807", "9223372036854775808", new string('9', 5000),
        "\"NaN\"", "\" 1769900000001 \"", "\"１７\"",
    ];

    private static IEnumerable<BadFrame> Numbers =>
        from key in new[] { "createAt", "sessionWebhookExpiredTime", "isAdmin", "errorCode" }
        from number in OddNumbers
        let name = $"{key}: {(number.Length > 40 ? "thousands of digits" : number)}"
        select new BadFrame(name, Wire.Bot(name, key, number), Outcome.Handled);

    private static IEnumerable<BadFrame> Hooks => Webhooks.Select((webhook, index) => new BadFrame(
        $"webhook {index}", Wire.Bot($"webhook {index}", "sessionWebhook", Wire.Quote(webhook)), Outcome.Handled));

    private static IEnumerable<BadFrame> Cards =>
    [
        .. NoObjects.Select(
            text => new BadFrame(
                $"card: data is {text.Name}", Wire.InString($"card: data is {text.Name}", text.Text, Wire.CardTopic), Outcome.Refused)),
        .. from key in Wire.CardFields().Select(pair => pair.Key)
           from wrong in Wire.WrongTypes.Append(("string", "\"{\\\"geheim\""))
           let name = $"card: {key} is {wrong.Item1}"
           select new BadFrame(name, Wire.Card(name, key, wrong.Item2), Outcome.Handled),
        .. from wrong in Wire.WrongTypes
           let name = $"card: actions and parameters are {wrong.Name}"
           select new BadFrame(
               name, Wire.Card(name, "content", $$$"""{"cardPrivateData":{"actionIds":{{{wrong.Json}}},"params":{{{wrong.Json}}}}}"""),
               Outcome.Handled),
        new(
            "card: odd parameters",
            Wire.Card("card: odd parameters", "content",
                """{"cardPrivateData":{"actionIds":[null,7,{}],"params":{"":null,"a":[],"a":{},"\ud800":"\udc00"}}}"""),
            Outcome.Handled),
    ];

    // An event's payload is left to its handler.
    private static IEnumerable<BadFrame> Events =>
    [
        .. NoObjects.Select(
            text => new BadFrame(
                $"event: data is {text.Name}", Wire.Frame($"event: data is {text.Name}", Wire.Quote(text.Text), "*", "EVENT"),
                Outcome.Handled)),
        .. from header in new[] { "eventId", "eventType", "eventBornTime", "eventCorpId", "eventUnifiedAppId" }
           from wrong in Wire.WrongTypes.Append(("far out", "-1e400"))
           let name = $"event: {header} is {wrong.Item1}"
           select new BadFrame(name, Wire.Frame(name, "\"{}\"", "*", "EVENT", $"\"{header}\":{wrong.Item2},"), Outcome.Handled),
        new("event: unknown topic", Wire.Frame("event: unknown topic", "\"{}\"", Frames.BotTopic, "EVENT"), Outcome.Handled),
    ];
}
