using Microsoft.Extensions.Time.Testing;
using PicoClaw.Contracts;
using PicoClaw.Egress.Tests.Testing;

namespace PicoClaw.Egress.Tests.Errors;

/// <summary>What each error that DingTalk may answer means for the reply, for what else waits, and for whoever reads the reason.</summary>
public sealed partial class ErrorTests : IAsyncLifetime
{
    private readonly TestPlace _place = new(onPostgres: false);
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private TestDingTalk _dingTalk = null!;
    private TestEgress _egress = null!;
    private int _errorsLeft;
    private int _calls;

    public async ValueTask InitializeAsync()
    {
        _dingTalk = await TestDingTalk.StartAsync(_time);
        _egress = await TestEgress.OpenAsync(_place, _time, _dingTalk.Address);
    }

    public async ValueTask DisposeAsync()
    {
        await _egress.DisposeAsync();
        await _dingTalk.DisposeAsync();
        await _place.DisposeAsync();
    }

    public static TheoryData<string> Names() => [.. ErrorCases.All.Keys];

    [Fact]
    public void Cases_AreAboutEveryCodeOfTheReference() =>
        ErrorCases.All.Values.Select(error => error.Code).OfType<string>().Distinct().Order(StringComparer.Ordinal).ShouldBe(ErrorCases.Codes.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task SendAsync_Error_HasItsFate(string name)
    {
        var error = ErrorCases.All[name];
        _egress.Gate.Answer = request =>
        {
            if (request.RequestUri!.AbsolutePath != error.Path)
            {
                return null;
            }

            _calls++;
            return _errorsLeft-- > 0 ? error.Answer() : null;
        };
        await (error.Fate switch
        {
            Fate.Failed => ShouldFailAsync(error),
            Fate.NewToken => ShouldTakeANewTokenOnceAsync(error),
            Fate.Rests => ShouldRestAsync(error),
            Fate.AddressRests => ShouldRestAltogetherAsync(error),
            Fate.Busy => ShouldBeTriedFourTimesAsync(error, firstDelay: 1),
            Fate.Unlisted => ShouldBeTriedFourTimesAsync(error, firstDelay: 5),
            Fate.OnceMore => ShouldBeSentOnceMoreAsync(error),
            Fate.Stops => ShouldStopAndProbeAsync(error),
            Fate.OtherRoad => ShouldTakeTheOtherRoadAsync(),
            _ => ShouldLeaveOnlyWebhooksAsync(error),
        });
    }

    private Task<TestThread> HearAsync(ErrorCase error, string user = "u1", string group = "cidGroup==") => HearAsync(error.Road != "webhook", error.Road == "group" ? group : null, user);

    private async Task<TestThread> HearAsync(bool byApi, string? group = null, string user = "u1", string account = "main")
    {
        var (conversation, route) = await _dingTalk.HearAsync(account, group, user, byApi ? new { sessionWebhook = (string?)null } : null);
        return new TestThread(conversation, route, _time);
    }

    private async Task PutAndSendAsync(params DeliverMessage[] replies)
    {
        await _egress.PutAsync(replies);
        await SendDueAsync();
    }

    private async Task SendDueAsync(string account = "main")
    {
        var lease = await _egress.ClaimAsync(account);
        await _egress.SendDueAsync(lease);
        await _egress.Lanes.HandBackAsync(lease, TestContext.Current.CancellationToken);
    }

    private async Task ShouldBeFailedAsync(ErrorCase error, DeliverMessage reply, string reason)
    {
        var state = await _egress.StateAsync(reply);
        state.Status.ShouldBe("failed");
        state.Error.ShouldNotBeNull().ShouldContain(reason);
        state.Error.ShouldContain(error.Fate == Fate.QuotaGone ? "used up" : error.Code ?? $"HTTP {error.Status}");
        _egress.LogsOf(403).ShouldContain(record => record.Message.Contains(reply.Id.ToString()) && record.Message.Contains(state.Error));
    }

    // Nothing was sent, and nothing is held against it that a takeover would take for a doubt.
    private async Task ShouldWaitAsync(DeliverMessage reply)
    {
        var state = await _egress.StateAsync(reply);
        (state.Status, state.Unknowns).ShouldBe(("queued", 0));
        state.Error.ShouldNotBeNullOrEmpty();
    }

    private async Task TextsShouldBeAsync(params string[] texts) => (await _dingTalk.TextsAsync()).ShouldBe(texts, ignoreOrder: true);
}
