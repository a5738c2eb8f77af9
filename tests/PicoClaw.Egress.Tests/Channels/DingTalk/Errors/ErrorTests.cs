using PicoClaw.Contracts;
using PicoClaw.Egress.Tests.Testing;

namespace PicoClaw.Egress.Tests.Channels.DingTalk.Errors;

/// <summary>What each of DingTalk's errors means for the reply, for other waiting replies, and for the reader of the reason.</summary>
public sealed partial class ErrorTests() : EgressTests(onPostgres: false)
{
    private int _errorsLeft;
    private int _calls;

    public static TheoryData<string> Names() => [.. ErrorCases.All.Keys];

    [Fact]
    public void Cases_All_CoverEveryCodeOfTheReference() =>
        ErrorCases.All.Values.Select(error => error.Code).OfType<string>().Distinct().Order(StringComparer.Ordinal)
            .ShouldBe(ErrorCases.Codes.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task SendAsync_Error_HasItsFate(string name)
    {
        var error = ErrorCases.All[name];
        Egress.Gate.Answer = request =>
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
            Fate.OtherRoute => ShouldTakeTheOtherRouteAsync(),
            _ => ShouldLeaveOnlyWebhooksAsync(error),
        });
    }

    private Task<TestLane> HearAsync(ErrorCase error, string user = "u1", string group = "cidGroup==") =>
        HearAsync(error.Route != "webhook", error.Route == "group" ? group : null, user);

    private Task<TestLane> HearAsync(bool byApi, string? group = null, string user = "u1", string account = "main") =>
        HearAsync(group, account, user, byApi ? new { sessionWebhook = (string?)null } : null);

    private async Task ShouldBeFailedAsync(ErrorCase error, DeliverMessage reply, string reason)
    {
        var state = await Egress.StateAsync(reply);
        state.Status.ShouldBe("failed");
        state.Error.ShouldNotBeNull().ShouldContain(reason);
        state.Error.ShouldContain(error.Fate == Fate.QuotaGone ? "used up" : error.Code ?? $"HTTP {error.Status}");
        Egress.LogsOf(403).ShouldContain(record => record.Message.Contains(reply.Id.ToString()) && record.Message.Contains(state.Error));
    }

    // Nothing was sent, and a takeover would find no doubt.
    private async Task ShouldWaitAsync(DeliverMessage reply)
    {
        var state = await Egress.StateAsync(reply);
        (state.Status, state.Unknowns).ShouldBe(("queued", 0));
        state.Error.ShouldNotBeNullOrEmpty();
    }

    private async Task TextsShouldBeAsync(params string[] texts) => (await DingTalk.TextsAsync()).ShouldBe(texts, ignoreOrder: true);
}
