using System.Text.Json;
using DingTalk.Stream.Protocol;
using DingTalk.Stream.Tests.Support;
using PicoClaw.Tests.Golden;

namespace DingTalk.Stream.Tests.Golden;

// The client's acks of golden frames; the emulator's tests use the same files.
public sealed class GoldenAckTests
{
    private static readonly Dictionary<string, Action<DingTalkStreamClient>> Handlers = new()
    {
        ["bot"] = client => client.OnBotMessage(Handle.Ok),
        ["bot-malformed"] = client => client.OnBotMessage((_, _) => throw new MalformedFrameException("odd")),
        ["bot-no-handler"] = client => client.OnEvent((_, _) => new(EventOutcome.Success)),
        ["bot-failed"] = client => client.OnBotMessage((_, _) => new(HandlerResult.Failed("no room"))),
        ["event-success"] = client => client.OnEvent((_, _) => new(EventOutcome.Success)),
        ["event-later"] = client => client.OnEvent((_, _) => new(EventOutcome.Later("no room"))),
        ["card-update"] = client =>
            client.OnCardCallback((_, _) => new(new CardUpdate { CardData = new Dictionary<string, string> { ["k"] = "v" } })),
        ["card-nothing"] = client => client.OnCardCallback((_, _) => new((CardUpdate?)null)),
        ["graph"] = client => client.OnGraphCall((call, _) => new(new GraphAnswer { Body = call.Body })),
        ["ping"] = client => client.OnBotMessage(Handle.Ok),
    };

    public static TheoryData<string> Names() => [.. GoldenFiles.Names("acks")];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Frame_Handled_GetsTheGoldenAck(string name)
    {
        Handlers.ShouldContainKey(name, "no handler: say what must lead to the ack");
        var golden = GoldenFiles.Read("acks", name);
        await using var fixture = await ClientFixture.CreateAsync();
        Handlers[name](fixture.Client);
        var link = await fixture.RunAndLinkAsync();

        await link.SendAsync(GoldenFiles.Read("frames", (string)golden["frame"]!)["frame"]!.ToJsonString());

        (await link.AckAsync()).ShouldBe(Ack.Parse(golden["ack"]!.ToJsonString()));
    }

    [Theory]
    [InlineData("system-connected")]
    [InlineData("system-registered")]
    [InlineData("system-keepalive")]
    public async Task Frame_OlderDialect_GetsNoAck(string name)
    {
        await using var fixture = await ClientFixture.CreateAsync();
        var link = await fixture.OnBot(Handle.Ok).RunAndLinkAsync();

        await link.SendAsync(GoldenFiles.Read("frames", name)["frame"]!.ToJsonString());

        (await link.AcksBeforeEchoAsync()).ShouldBeEmpty();
    }

    [Fact]
    public void AckWriter_GoldenAcks_AreWrittenFieldForField()
    {
        foreach (var golden in GoldenFiles.Names("acks").Select(name => GoldenFiles.Read("acks", name)["ack"]!))
        {
            var output = new System.Buffers.ArrayBufferWriter<byte>();
            using var writer = new Utf8JsonWriter(output, AckWriter.Options);
            AckWriter.Write(
                writer,
                new AckFrame(
                    (string)golden["headers"]!["messageId"]!, (int)golden["code"]!, (string)golden["message"]!, (string)golden["data"]!));
            using var written = JsonDocument.Parse(output.WrittenMemory);
            using var expected = JsonDocument.Parse(golden.ToJsonString());
            JsonElement.DeepEquals(written.RootElement, expected.RootElement).ShouldBeTrue(written.RootElement.GetRawText());
        }
    }
}
