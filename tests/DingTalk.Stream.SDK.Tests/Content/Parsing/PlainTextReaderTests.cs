using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using DingTalk.Stream.Protocol;

namespace DingTalk.Stream.Tests.Parsing;

// The fast path must agree with the complete parser on every message that it reads.
public sealed class PlainTextReaderTests
{
    private const string FrameId = "frame-id";

    private static readonly string[] Names =
    [
        "conversationId", "conversationType", "conversationTitle", "msgId", "senderId", "senderStaffId", "senderNick", "senderCorpId",
        "senderUnionId", "senderPlatform",
        "robotCode", "chatbotUserId", "chatbotCorpId", "sessionWebhook", "msgtype", "createAt", "sessionWebhookExpiredTime", "isAdmin",
        "isInAtList", "atUsers", "text",
        "openThreadId", "errorCode", "content", "repliedMsg", "quoteMessage", "originalMsgId", "originalProcessQueryKey", "isAdmi\\u006e",
    ];

    private static readonly string[] Values =
    [
        "null", "\"\"", "\"1\"", "\"2\"", "1", "0", "-1", "1e3", "1.5", "9999999999999999999", "1769900000001", "\"1769900000001\"", "true",
        "false", "\"true\"", "{}", "[]",
        "\"text\"", "\"richText\"", "\"20001\"", "\"https://oapi.dingtalk.com/robot/sendBySession?session=0f\"", "\"no address\"", "\"李雷\"",
        "\"\\u674e\\u96f7\"", "\"half \\ud83d\"",
        "\"\uD83D\uDE00 grin\"", """{"content":" hi"}""", """{"content":null}""", """{"content":5}""", """{"content":"a","content":"b"}""",
        """{"content":"a","repliedMsg":{"msgType":"text"}}""",
        """[{"dingtalkId":"$:LWCP_v1:$b=="}]""", """[{"dingtalkId":"d","staffId":"s"},{"staffId":null}]""", """[{"unionId":"u"}]""", "[5]",
        "[{}]", "[[]]", """{"text":"in content"}""",
    ];

    private static readonly Gen<string> Message = Gen.Select(OneOf(Names), OneOf(Values)).Array[0, 12].Select(
        more => Shuffled([("msgtype", "\"text\""), ("text", """{"content":"hello"}"""), ("msgId", "\"m1\""), .. more]));

    [Fact]
    public void Read_UsualMessage_ReadsIt() => PlainTextReader.Read(Golden("bot-text-group"), FrameId, MessagePayload.None).ShouldNotBeNull();

    [Fact]
    public void Read_AnyFieldsOfAnyType_AgreesWithTheCompleteParser()
    {
        var read = 0;
        Message.Sample(json => read += Agrees(Encoding.UTF8.GetBytes(json)) ? 1 : 0, iter: 20_000, threads: 1);

        read.ShouldBeGreaterThan(1000, "hardly any message went the quick way, so that this proves little");
    }

    [Fact]
    public void Read_GoldenMessageWithBytesChanged_AgreesWithTheCompleteParser()
    {
        var golden = Golden("bot-text-group");
        Gen.Select(Gen.Int[0, golden.Length - 1], Gen.Byte).Array[1, 3].Sample(
            changes =>
            {
                var bytes = golden.ToArray();
                foreach (var (at, value) in changes)
                {
                    bytes[at] = value;
                }

                Agrees(bytes);
            },
            iter: 20_000);
    }

    private static Gen<string> OneOf(string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static bool Agrees(byte[] utf8)
    {
        if (PlainTextReader.Read(utf8, FrameId, MessagePayload.None) is not { } quick)
        {
            return false;
        }

        var frame = new StreamFrame { Type = "CALLBACK", Headers = new FrameHeaders([new("messageId", FrameId)]) };
        var complete = BotMessageParser.ParseAnything(new ParsedFrame(frame, utf8), MessagePayload.None);
        quick.AtUsers.ShouldBe(complete.AtUsers);
        (quick with { AtUsers = [] }).ShouldBe(complete with { AtUsers = [] });
        return true;
    }

    private static byte[] Golden(string name) =>
        Encoding.UTF8.GetBytes(
            (string)JsonNode.Parse(
                File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "golden", "frames", $"{name}.json")))!["frame"]!["data"]!);

    // Ordered by their text, so CsCheck can shrink a failing case and reproduce it.
    private static string Shuffled((string Name, string Value)[] fields)
    {
        var shuffled = fields.OrderBy(field => (field.Name + field.Value).Sum(character => character * 31) % 17);
        return $"{{{string.Join(',', shuffled.Select(field => $"\"{field.Name}\":{field.Value}"))}}}";
    }
}
