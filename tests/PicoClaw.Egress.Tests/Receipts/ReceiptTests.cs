using DingTalk.Emulator;
using PicoClaw.Contracts;
using PicoClaw.Egress.Housekeeping;
using PicoClaw.Egress.Notifications;
using PicoClaw.Egress.Notifications.Http;
using PicoClaw.Egress.Tests.Testing;

namespace PicoClaw.Egress.Tests.Receipts;

/// <summary>Who has read a notification: from the question of a client to DingTalk and back, over a real store.</summary>
public abstract class ReceiptTests(bool onPostgres) : EgressTests(onPostgres)
{
    private const string ReadStatus = "/v1.0/robot/oToMessages/readStatus";
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(20);

    private EmulatorOptions _emulator = null!;

    [Fact]
    public async Task Read_People_AreToldForOneCallAMinute()
    {
        await Egress.StartAsync();
        var told = await SendAsync("u1", "u2");
        await DingTalk.ReadAsync("u1");

        var first = await ReadsAsync(told);
        await DingTalk.ReadAsync("u2");
        var again = await ReadsAsync(told);
        Time.Advance(TimeSpan.FromSeconds(61));
        var last = await ReadsAsync(told);

        first.Reads.ShouldBe(new ReadCounts(1, 1, 0, 0));
        first.Recipients.Select(one => (one.To, one.Read?.State)).ShouldBe([("u1", "read"), ("u2", "unread")]);
        again.Reads.ShouldBe(first.Reads);
        last.Reads.ShouldBe(new ReadCounts(2, 0, 0, 0));
        (await CountedAsync()).ShouldBe(1 + 2);
    }

    [Fact]
    public async Task Read_NotAskedFor_CostsNothingAndSaysNothing()
    {
        await Egress.StartAsync();
        var told = await SendAsync("u1");

        var status = await StatusAsync(told, withReads: false);

        (status.Reads, status.Recipients[0].Read).ShouldBe((null, null));
        (await CountedAsync()).ShouldBe(1);
    }

    // However many calls a message takes, it costs one a minute.
    [Fact]
    public async Task Read_ThreeCalls_AreKeptForThreeMinutes()
    {
        await Egress.StartAsync();
        var told = await SendAsync([.. Enumerable.Range(0, 45).Select(number => $"u{number}")]);

        (await ReadsAsync(told)).Reads.ShouldBe(new ReadCounts(0, 45, 0, 0));
        Time.Advance(TimeSpan.FromSeconds(150));
        await ReadsAsync(told);
        (await CountedAsync()).ShouldBe(3 + 3);
        Time.Advance(TimeSpan.FromSeconds(40));
        await ReadsAsync(told);

        (await CountedAsync()).ShouldBe(3 + 6);
    }

    [Fact]
    public async Task Read_Group_TellsHowManyHaveReadIt()
    {
        var heard = await HearAsync(group: "cidOps==");
        await Egress.StartAsync();
        var told = await SendAsync(Told.To(Time) with { To = [new Recipient { Kind = RecipientKind.Group, Id = heard.Conversation.Id }] });
        (await ReadsAsync(told)).Recipients.Single().Read.ShouldBe(new ReadStatus("unread", 0));
        foreach (var number in Enumerable.Range(0, 230))
        {
            await DingTalk.ReadAsync($"u{number}", heard.Conversation.Id);
        }

        Time.Advance(TimeSpan.FromSeconds(61));
        var status = await ReadsAsync(told);

        status.Recipients.Single().Read.ShouldBe(new ReadStatus("read", 230));
        status.Reads.ShouldBe(new ReadCounts(230, 0, 0, 0));

        // One to send, one without readers, two pages.
        (await CountedAsync()).ShouldBe(4);
    }

    [Fact]
    public async Task Read_NotGeneratedYet_IsPendingAndToldLater()
    {
        _emulator.ReceiptDelay = Delay;
        await Egress.StartAsync();
        var told = await SendAsync("u1");

        var pending = await ReadsAsync(told, status => status.Recipients[0].Read!.Reason == "the platform does not tell it yet");
        Time.Advance(Delay);
        var status = await ReadsAsync(told);

        pending.Reads.ShouldBe(new ReadCounts(0, 0, 1, 0));
        pending.Recipients[0].Read!.State.ShouldBe("pending");
        status.Reads.ShouldBe(new ReadCounts(0, 1, 0, 0));
    }

    // Ten minutes of a client that asks whenever it may: at 10, 20, 40 s and so on, then once a minute.
    [Fact]
    public async Task Read_NeverGenerated_IsAskedForLessAndLess()
    {
        _emulator.ReceiptDelay = TimeSpan.FromHours(10);
        await Egress.StartAsync();
        var told = await SendAsync("u1");

        for (var asked = 0; asked < 60; asked++)
        {
            (await StatusAsync(told, withReads: true)).Reads.ShouldBe(new ReadCounts(0, 0, 1, 0));
            Time.Advance(TimeSpan.FromSeconds(10));
        }

        (await CountedAsync()).ShouldBeInRange(1 + 5, 1 + 15);
    }

    [Fact]
    public async Task Read_TooOld_SaysSo()
    {
        await Egress.StartAsync();
        var told = await SendAsync("u1");
        Time.Advance(TimeSpan.FromDays(1));

        var status = await ReadsAsync(told);

        status.Reads.ShouldBe(new ReadCounts(0, 0, 0, 1));
        status.Recipients[0].Read!.Reason.ShouldNotBeNull().ShouldContain("too old");
    }

    [Fact]
    public async Task Read_MonthIsShort_SaysSoWithoutACall()
    {
        await ReopenAsync("Egress:Limits:ApiCallsPerMonth", "5");
        await Egress.StartAsync();
        foreach (var user in new[] { "u1", "u2", "u3" })
        {
            await SendAsync(user);
        }

        var told = await SendAsync("u4");
        var status = await ReadsAsync(told);

        status.Reads.ShouldBe(new ReadCounts(0, 0, 0, 1));
        status.Recipients[0].Read!.Reason.ShouldNotBeNull().ShouldContain("egress.api_calls_per_month");
        (await CountedAsync()).ShouldBe(4);
    }

    [Theory]
    [InlineData("webhook", "session webhook")]
    [InlineData("oto", "no key")]
    public async Task Read_SentWithoutAKey_SaysWhy(string way, string reason)
    {
        await Egress.StartAsync();
        var told = await SendAsync("u1");
        await Egress.Store.ExecuteAsync(
            session => session.ExecuteAsync("UPDATE outbox SET delivery_key = NULL, via = @way", new { way }), Cancel);

        var status = await ReadsAsync(told);

        status.Reads.ShouldBe(new ReadCounts(0, 0, 0, 1));
        status.Recipients[0].Read!.Reason.ShouldNotBeNull().ShouldContain(reason);
        (await CountedAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Read_NobodyHoldsTheAccount_EndsAsPending()
    {
        await Egress.StartAsync();
        var told = await SendAsync("u1");
        await ReopenAsync();

        var status = await StatusAsync(told, withReads: true);

        status.Reads.ShouldBe(new ReadCounts(0, 0, 1, 0));
        status.Recipients[0].Read!.Reason.ShouldBe("the platform is being asked");
    }

    [Fact]
    public async Task Read_PlatformFails_IsPendingAndTheAccountSendsOn()
    {
        Egress.Gate.Answer = request => request.RequestUri!.AbsolutePath == ReadStatus
            ? new HttpResponseMessage(System.Net.HttpStatusCode.ServiceUnavailable)
            : null;
        await Egress.StartAsync();
        var told = await SendAsync("u1");

        var status = await ReadsAsync(told, one => one.Recipients[0].Read!.Reason!.Contains("503", StringComparison.Ordinal));
        await SendAsync("u2");

        status.Reads.ShouldBe(new ReadCounts(0, 0, 1, 0));
        Egress.LogsOf(410).ShouldBeEmpty();
    }

    [Fact]
    public async Task CleanAsync_AnswersThatAreOver_AreDeleted()
    {
        await Egress.StartAsync();
        await ReadsAsync(await SendAsync("u1"));
        await ReopenAsync();
        await Egress.Get<OutboxCleaner>().CleanAsync(Cancel);
        (await ScalarAsync("SELECT COUNT(*) FROM receipt")).ShouldBe(1);

        Time.Advance(TimeSpan.FromSeconds(61));
        await Egress.Get<OutboxCleaner>().CleanAsync(Cancel);

        (await ScalarAsync("SELECT COUNT(*) FROM receipt")).ShouldBe(0);
    }

    private protected override void Configure(EmulatorOptions options)
    {
        _emulator = options;
        options.ReceiptDelay = TimeSpan.Zero;
        options.ReceiptLifetime = TimeSpan.FromHours(20);
    }

    private protected Task<SendNotification> SendAsync(params string[] people) => SendAsync(Told.To(Time, people));

    private async Task<SendNotification> SendAsync(SendNotification told)
    {
        Egress.Get<NotificationRules>().TryAccept(told, out var notification, out var problem).ShouldBeTrue(problem);
        await Egress.Get<NotificationIntake>().PutAsync(notification!, Cancel);
        await Wait.UntilAsync(async () =>
        {
            if (await Egress.CountAsync("sending") == 0)
            {
                Time.Advance(TimeSpan.FromSeconds(1));
            }

            return (await StatusAsync(told, withReads: false)).Counts is { Queued: 0, Sent: > 0 };
        });
        return told;
    }

    // As a client does: it asks again while an answer is to come.
    private protected async Task<MessageStatus> ReadsAsync(SendNotification told, Func<MessageStatus, bool>? isEnough = null)
    {
        isEnough ??= status => status.Reads!.Pending == 0;
        MessageStatus? status = null;
        await Wait.UntilAsync(async () => isEnough(status = await StatusAsync(told, withReads: true)));
        return status!;
    }

    // No faster than real time, and much slower while a call is out: a call lives for 10 s of the test's clock.
    private async Task<MessageStatus> StatusAsync(SendNotification told, bool withReads)
    {
        var reading = Egress.Get<StatusReader>().ReadAsync(told.Client, told.Id, withReads, Cancel);
        while (!reading.IsCompleted)
        {
            await Task.WhenAny(reading, Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Cancel));
            Time.Advance(TimeSpan.FromMilliseconds(await ScalarAsync("SELECT COUNT(*) FROM call WHERE ended_at IS NULL") == 0 ? 10 : 1));
        }

        return (await reading).ShouldNotBeNull();
    }

    private Task<long> CountedAsync() => ScalarAsync("SELECT COALESCE(SUM(calls), 0) FROM api_month");

    private Task<long> ScalarAsync(string sql) => Egress.Store.QueryAsync(session => session.FirstOrDefaultAsync<long>(sql), Cancel);
}
