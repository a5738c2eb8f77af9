using System.Net;
using System.Text;
using DingTalk.Stream.Tests.Support;

namespace DingTalk.Stream.Tests.BadInput;

public sealed class GatewayAnswerTests
{
    private static readonly string[] Endpoints =
    [
        "ws:", "ws:/", "ws://", "ws:geheim", "ws:///connect", "ws://:80/", "ws://127.0.0.1:0/", "ws://127.0.0.1:1/", "WS://127.0.0.1:1",
        "ws://127.0.0.1:99999/", "ws://127.0.0.1:-1/", "ws://[::1]:1/", "ws://[::1",
        "ws://[fe80::1%25none]:1/", "wss://127.0.0.1:1/", "ws://user:pass@127.0.0.1:1/", "ws://127.0.0.1:1/#fragment",
        "ws://127.0.0.1:1/?a=b#c", "ws://127.0.0.1:1/\r\nX: y", "ws://127.0.0.1:1/\0", "ws://127.0.0.1:1/字",
        "ws://127.0.0.1:1/%zz", "ws://\u202E/", "ws://\0/", "ws://%00/", "ws://a b/", "ws://..", "ws://" + new string('a', 300) + "/",
        "ws://127.0.0.1:1/" + new string('a', 70_000), "ws://256.256.256.256:1/",
        "http://127.0.0.1:1/", "javascript:1", "file:///etc/passwd", "/connect", "//127.0.0.1:1/", "\uFEFFws://127.0.0.1:1/", " ", "ws",
        "\\\\server\\share", "{\"a\":1}",
    ];

    public static TheoryData<int> Statuses() => [.. BadAnswer.Statuses.Select(status => (int)status)];

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task OpenAsync_HostileAnswer_IsALinkExceptionWithinBounds(int status)
    {
        foreach (var bad in BadAnswer.All)
        {
            using var body = new CountedContent(bad.Body);
            var exception = await Should.ThrowAsync<LinkException>(OpenAsync(new HttpResponseMessage((HttpStatusCode)status) { Content = body }));

            exception.Message.Length.ShouldBeLessThan(2_000);
            exception.Message.ShouldNotContain(ClientFixture.Secret);
            body.Taken.ShouldBeLessThan(2 * 1024 * 1024);
        }
    }

    [Theory]
    [InlineData(0x80)]
    [InlineData(0xED)]
    [InlineData(0)]
    public async Task OpenAsync_TicketIsHalfACharacter_IsRepaired(byte wrong)
    {
        byte[] ticket = wrong == 0 ? [.. "\\ud83d"u8] : [wrong];
        byte[] body = [.. "{\"endpoint\":\"ws://127.0.0.1:1/connect\",\"ticket\":\""u8, .. ticket, .. "\"}"u8];

        var address = await OpenAsync(new HttpResponseMessage { Content = new ByteArrayContent(body) });

        address.Query.ShouldBe("?ticket=%EF%BF%BD");
    }

    [Fact]
    public async Task OpenAsync_PeerEchoesTheSecret_ItIsNotRepeated()
    {
        var answer = StubHandler.Json($$"""{"code":"{{ClientFixture.Secret}}","message":"{{ClientFixture.Secret}}"}""", HttpStatusCode.Forbidden);

        (await Should.ThrowAsync<LinkException>(OpenAsync(answer))).ToString().ShouldNotContain(ClientFixture.Secret);
    }

    [Fact]
    public async Task RunAsync_HostileAnswersThenAGoodOne_Connects()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        // Kestrel sends no body with 204, and fails on a body that is not read to the end.
        var answers = BadAnswer.All.Where(bad => bad.Body.Length < 1_000_000)
            .Select((bad, index) => ((int)BadAnswer.Statuses[index % BadAnswer.Statuses.Length], Encoding.UTF8.GetString(bad.Body)))
            .Where(answer => answer.Item1 != 204).ToList();

        await ConnectAfterAsync(fixture, answers);
    }

    [Fact]
    public async Task RunAsync_HostileEndpointsThenAGoodOne_Connects()
    {
        await using var fixture = await ClientFixture.CreateAsync();

        await ConnectAfterAsync(fixture, [.. Endpoints.Select(endpoint => (200, $$"""{"endpoint":{{Wire.Quote(endpoint)}},"ticket":"geheim"}"""))]);
    }

    private static async Task ConnectAfterAsync(ClientFixture fixture, IReadOnlyList<(int Status, string Body)> answers)
    {
        foreach (var answer in answers)
        {
            fixture.Server.NextAnswers.Enqueue(answer);
        }

        fixture.OnBot(Handle.Ok).Run();
        foreach (var answer in answers)
        {
            await fixture.Server.CallAsync();
            while (await fixture.Clock.TimerStarted(_ => true) == GatewayClient.Timeout)
            {
            }

            fixture.Running.IsCompleted.ShouldBeFalse(answer.Body);
            fixture.Client.Status.State.ShouldBeOneOf(StreamState.Connecting, StreamState.Refused);
            fixture.Client.Status.LastError.ShouldNotBeNullOrEmpty(answer.Body);
            fixture.Clock.Advance(fixture.Options.MaxBackoff);
        }

        var link = await fixture.Server.LinkAsync();
        await link.SendAsync(Frames.Bot("good"));
        (await link.AckAsync()).Code.ShouldBe(200);
        fixture.Logged.ShouldAllBe(
            line => !line.Contains(Wire.Marker, StringComparison.Ordinal)
                && !line.Contains(ClientFixture.Secret, StringComparison.Ordinal));
    }

    private static async Task<Uri> OpenAsync(HttpResponseMessage answer)
    {
        using var handler = new StubHandler(_ => answer);
        using var http = new HttpClient(handler);
        var options = new DingTalkStreamOptions { ClientId = "dingdemo", ClientSecret = ClientFixture.Secret };
        return await new GatewayClient(options, http, [], TimeProvider.System).OpenAsync(TestContext.Current.CancellationToken);
    }
}
