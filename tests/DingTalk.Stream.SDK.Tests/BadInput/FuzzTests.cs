using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using CsCheck;
using DingTalk.Stream.OpenApi;
using DingTalk.Stream.Protocol;
using DingTalk.Stream.Tests.Support;

namespace DingTalk.Stream.Tests.BadInput;

public sealed class FuzzTests
{
    // Sometimes with half a surrogate pair, like a text cut by length.
    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.Char['\u0000', '\uFFFF'].Array[0, 40].Select(characters => new string(characters)),
        Fuzz.AnyOf("", "{\"response\":null}", "{\"a\":\"\\\"\"}", "字🎉\u2028<>&'\"\\/\0", "🎉"[..1], "🎉"[1..]));

    [Fact]
    public void Parsers_CorruptedFrames_GiveAResultOrMalformed() => Fuzz.Frames.Sample(
        bytes => Parses(() =>
        {
            var frame = Parsed.Frame(bytes);
            Parses(() => FrameSink.Look(BotMessage.Parse(frame)));
            Parses(() => FrameSink.Look(CardCallback.Parse(frame)));
            Written(AckFrame.Ok(frame, frame.Data)).GetProperty("data").GetString().ShouldBe(frame.Data);
            return $"{frame}{frame.Headers.Time}{FrameSink.Look(StreamEvent.From(frame))}";
        }),
        iter: Fuzz.Iterations(8_000), print: Fuzz.Show);

    // Sent as binary messages: as text, bad UTF-8 would violate WebSocket.
    [Fact]
    public async Task Link_CorruptedFrames_Lives()
    {
        await using var sink = await FrameSink.CreateAsync();
        var link = await sink.Fixture.RunAndLinkAsync();
        var batch = 0;

        await Fuzz.Frames.Array[50].SampleAsync(
            async frames =>
            {
                foreach (var frame in frames)
                {
                    await link.SendAsync(frame, WebSocketMessageType.Binary);
                }

                var good = $"good {++batch}";
                await link.SendAsync(Frames.Bot(good, conversation: good));
                while ((await link.AckAsync()).MessageId != good)
                {
                }

                sink.Fixture.Client.Status.Reconnects.ShouldBe(0);
                sink.Fixture.Logger.Collector.Clear();
            },
            iter: Fuzz.Iterations(60), threads: 1, print: frames => string.Join('\n', frames.Select(Fuzz.Show)));

        link.Ended.IsCompleted.ShouldBeFalse();
        sink.Malformed.ShouldNotBeEmpty();
    }

    [Fact]
    public void AckWriter_AnyText_IsJsonThatReadsTheSame() => Gen.Select(Gen.Int, Texts, Texts, Texts).Sample(
        (code, id, message, data) =>
        {
            var written = Written(new AckFrame(id, code, message, data));

            written.GetProperty("code").GetInt32().ShouldBe(code);
            written.GetProperty("headers").GetProperty("messageId").GetString().ShouldBe(Sound(id));
            written.GetProperty("message").GetString().ShouldBe(Sound(message));
            written.GetProperty("data").GetString().ShouldBe(Sound(data));
        },
        iter: Fuzz.Iterations(5_000));

    [Fact]
    public void Acks_AnyText_AreJsonWithinJson() => Gen.Select(Texts, Texts).Sample(
        (key, text) =>
        {
            var update = new CardUpdate
            {
                CardData = new Dictionary<string, string> { [key] = text },
                UserPrivateData = new Dictionary<string, string> { [text] = key },
            };
            using var card = JsonDocument.Parse(update.ToAckData());
            card.RootElement.GetProperty("response")
                .GetProperty("cardData").GetProperty("cardParamMap").EnumerateObject().Single().Value.GetString().ShouldBe(Sound(text));
            using var later = JsonDocument.Parse(AckWriter.EventLater(text));
            later.RootElement.GetProperty("message").GetString().ShouldBe(Sound(text));
        },
        iter: Fuzz.Iterations(5_000));

    [Fact]
    public Task ApiCalls_CorruptedAnswers_GiveAResultOrATypedException() =>
        Gen.Select(Fuzz.AnyOf([.. ApiCalls.All.Keys]), Fuzz.AnyOf(BadAnswer.Statuses), Fuzz.Answers).SampleAsync(
            async (call, status, body) =>
            {
                var (make, answers) = ApiCalls.All[call];
                using var fixture = new RobotFixture(new StubHandler(request => answers(request)
                    ? new HttpResponseMessage(status) { Content = new ByteArrayContent(body) }
                    : StubHandler.Json(RobotFixture.TokenAnswer("tok-1-secret-token"))));
                try
                {
                    await make(fixture.Robot, CancellationToken.None);
                    ((int)status).ShouldBeInRange(200, 299);
                }
                catch (DingTalkException exception)
                {
                    exception.Message.Length.ShouldBeLessThan(2_000);
                }
            },
            iter: Fuzz.Iterations(3_000), print: sample => $"{sample.Item1} {sample.Item2} {Fuzz.Show(sample.Item3)}");

    [Fact]
    public Task Gateway_CorruptedAnswers_GiveAnAddressOrALinkException() => Gen.Select(Fuzz.AnyOf(BadAnswer.Statuses), Fuzz.Answers).SampleAsync(
        async (status, body) =>
        {
            using var handler = new StubHandler(_ => new HttpResponseMessage(status) { Content = new ByteArrayContent(body) });
            using var http = new HttpClient(handler);
            var gateway = new GatewayClient(new DingTalkStreamOptions { ClientId = "dingdemo", ClientSecret = "secret" }, http, [], TimeProvider.System);
            try
            {
                (await gateway.OpenAsync(CancellationToken.None)).Scheme.ShouldBeOneOf("ws", "wss");
            }
            catch (LinkException exception)
            {
                exception.Message.Length.ShouldBeLessThan(2_000);
            }
        },
        iter: Fuzz.Iterations(3_000), print: sample => $"{sample.Item1} {Fuzz.Show(sample.Item2)}");

    private static void Parses(Func<string> parse)
    {
        try
        {
            parse().ShouldNotBeNull();
        }
        catch (MalformedFrameException)
        {
        }
    }

    private static JsonElement Written(in AckFrame ack)
    {
        var output = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(output, AckWriter.Options);
        AckWriter.Write(writer, ack);
        using var document = JsonDocument.Parse(output.WrittenMemory);
        return document.RootElement.Clone();
    }

    private static string Sound(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
