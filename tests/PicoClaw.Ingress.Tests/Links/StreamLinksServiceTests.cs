using System.Net.Http.Json;
using System.Text.Json.Nodes;
using DingTalk.Emulator;
using DingTalk.Stream;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Ingress.Tests.Testing;

namespace PicoClaw.Ingress.Tests.Links;

/// <summary>The service against the emulator, both in this process.</summary>
public sealed class StreamLinksServiceTests : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private EmulatorHost _emulator = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var options = new EmulatorOptions
        {
            Url = "http://127.0.0.1:0",
            Apps =
            [
                new EmulatorApp { ClientId = "ding-one", ClientSecret = "secret-one" },
                new EmulatorApp { ClientId = "ding-two", ClientSecret = "secret-two", Name = "Other" },
            ],
        };
        _emulator = await EmulatorHost.StartAsync(options, ct: Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public async Task Say_ToOneOfTwoAccounts_BecomesAMessageOfThatAccount()
    {
        await using var ingress = new IngressHost(_emulator.Address, ("one", "ding-one", "secret-one"), ("two", "ding-two", "secret-two"));
        await ingress.StartAndSettleAsync(Cancel);

        var first = await SayAsync("ding-two", "to two");
        var second = await SayAsync("ding-one", "to one");

        (await ingress.Sender.Sent.ReadAsync(Cancel)).ShouldSatisfyAllConditions(
            message => message.Conversation.Account.ShouldBe("two"),
            message => message.Text.ShouldBe("to two"),
            message => message.PlatformMessageId.ShouldBe((string?)first["msgId"]),
            message => message.Id.ShouldBe(DeterministicId.From("dingtalk", "two", (string)first["msgId"]!)),
            message => message.Conversation.Kind.ShouldBe(ConversationKind.Direct),
            message => message.ReplyRoute.ExpiresAt.ShouldNotBeNull());
        (await ingress.Sender.Sent.ReadAsync(Cancel)).Conversation.Account.ShouldBe("one");
        ((bool)first["acked"]!, (bool)second["acked"]!).ShouldBe((true, true));
    }

    [Fact]
    public async Task Push_PressOnACardOfOurs_IsSentAndAckedWithoutAChangeOfTheCard()
    {
        await using var ingress = new IngressHost(_emulator.Address, ("one", "ding-one", "secret-one"));
        await ingress.StartAndSettleAsync(Cancel);

        var ack = await PushAsync(new { card = new { outTrackId = Pressed.ReplyId.ToString("N"), actionIds = new[] { "btn_stop" }, userId = "staff7" } });

        var action = await ingress.Sender.Pressed.ReadAsync(Cancel);
        (action.Account, action.ReplyId, action.Sender.Id, action.Kind).ShouldBe(("one", Pressed.ReplyId, "staff7", ActionKind.Stop));
        ((int)ack["ackCode"]!, (string?)ack["ackData"]).ShouldBe((200, """{"response":null}"""));
    }

    [Fact]
    public async Task Push_CardCallbackThatIsNoObject_IsRefusedAndTheLinkLivesOn()
    {
        await using var ingress = new IngressHost(_emulator.Address, ("one", "ding-one", "secret-one"));
        await ingress.StartAndSettleAsync(Cancel);

        var ack = await PushAsync(new { callback = new { topic = "/v1.0/card/instances/callback", data = "[1]" } });

        ((int)ack["ackCode"]!).ShouldBe(400);

        ((bool)(await SayAsync("ding-one", "still there"))["acked"]!).ShouldBeTrue();
    }

    [Fact]
    public async Task Start_TwoAccounts_AreBothAnnouncedAndHealthy()
    {
        await using var ingress = new IngressHost(_emulator.Address, ("one", "ding-one", "secret-one"), ("two", "ding-two", "secret-two"));
        await ingress.StartAndSettleAsync(Cancel);

        var lines = ingress.Announced.Rest();
        lines[0].ShouldBe("Starting DingTalk channel (Stream Mode)...");
        lines.Skip(1).ShouldBe(["DingTalk channel started (Stream Mode): one", "DingTalk channel started (Stream Mode): two"], ignoreOrder: true);
        var health = await HealthAsync(ingress);
        health.Status.ShouldBe(HealthStatus.Healthy);
        health.Description.ShouldNotBeNull().ShouldMatch(@"^one: open, last frame (never|\d+ s ago), last frame or pong \d+ s ago; two: open, ");
        ingress.Logged.Count(record => record.Message.Contains("everyone", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public async Task Say_NotConfirmed_IsNotAcked()
    {
        await using var ingress = new IngressHost(_emulator.Address, ("one", "ding-one", "secret-one"));
        ingress.Sender.Confirm = _ => throw new NotConfirmedException("the broker is away");
        await ingress.StartAndSettleAsync(Cancel);

        ((bool)(await SayAsync("ding-one", "hello", waitSeconds: 0.5))["acked"]!).ShouldBeFalse();

        (await ingress.Sender.Sent.ReadAsync(Cancel)).Text.ShouldBe("hello");
    }

    [Fact]
    public async Task Start_WrongSecret_IsRefusedWithTheThreeChecksOnceAndTheOtherAccountWorks()
    {
        await using var ingress = new IngressHost(_emulator.Address, ("bad", "ding-one", "wrong-secret"), ("good", "ding-two", "secret-two"));
        await ingress.StartAndSettleAsync(Cancel);

        ingress.Links
            .Statuses()
            .Select(link => (link.Account, link.Status.State))
            .ShouldBe([("bad", StreamState.Refused), ("good", StreamState.Open)]);
        var refusal = ingress.Logged
            .Select(record => record.Message)
            .Where(line => line.Contains("refused the connection", StringComparison.Ordinal))
            .ShouldHaveSingleItem();
        refusal.ShouldSatisfyAllConditions(
            line => line.ShouldContain("ding-one"),
            line => line.ShouldContain("client id and client secret"),
            line => line.ShouldContain("stray whitespace"),
            line => line.ShouldContain("app is published"),
            line => line.ShouldNotContain("wrong-secret"),
            line => line.ShouldNotContain("\n"));
        ingress.Logged.ShouldAllBe(record => record.Exception == null && !record.Message.Contains("   at ", StringComparison.Ordinal));
        ingress.Logged.ShouldAllBe(record =>
            !record.Message.Contains("wrong-secret", StringComparison.Ordinal) && !record.Message.Contains("ticket=", StringComparison.Ordinal));
        (await HealthAsync(ingress)).Description.ShouldNotBeNull().ShouldStartWith("bad: DingTalk refused");
        ((bool)(await SayAsync("ding-two", "hello"))["acked"]!).ShouldBeTrue();
    }

    [Fact]
    public async Task Start_OneAccountCannotBeRun_StopsTheProcessAlthoughTheOtherLives()
    {
        await using var ingress = new IngressHost(_emulator.Address, ("one", "ding-one", "secret-one"), ("blank", "", "secret"));
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = ingress.Services
            .GetRequiredService<IHostApplicationLifetime>().ApplicationStopping
            .Register(stopping.SetResult);

        await ingress.StartAsync(Cancel);

        await stopping.Task.WaitAsync(TimeSpan.FromMinutes(2), Cancel);
        ingress.Logged.ShouldContain(record => record.Exception is ArgumentException);
    }

    [Fact]
    public async Task Stop_LinksOpen_EndsThemInTime()
    {
        var ingress = new IngressHost(_emulator.Address, ("one", "ding-one", "secret-one"));
        await ingress.StartAndSettleAsync(Cancel);

        // Within the 30 s that a host gives its services.
        await ingress.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(25), Cancel);

        ((bool)(await SayAsync("ding-one", "hello", waitSeconds: 0.2))["acked"]!).ShouldBeFalse();
    }

    private static async Task<HealthReportEntry> HealthAsync(IngressHost ingress) =>
        (await ingress.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Cancel)).Entries["stream"];

    private async Task<JsonObject> SayAsync(string app, string text, double waitSeconds = 20)
    {
        using var answer = await _http.PostAsJsonAsync(
            new Uri(_emulator.Address, "/emulator/say"), new { app, text, replies = 0, waitSeconds }, Cancel);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonObject>(Cancel))!;
    }

    private async Task<JsonObject> PushAsync(object push)
    {
        using var answer = await _http.PostAsJsonAsync(new Uri(_emulator.Address, "/emulator/push"), push, Cancel);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonObject>(Cancel))!;
    }
}
