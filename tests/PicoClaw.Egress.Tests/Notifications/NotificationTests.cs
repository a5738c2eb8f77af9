using Microsoft.Extensions.Hosting;
using PicoClaw.Contracts;
using PicoClaw.Egress.Housekeeping;
using PicoClaw.Egress.Notifications;
using PicoClaw.Egress.Notifications.Http;
using PicoClaw.Egress.Tests.Testing;
using PicoClaw.Hosting.DeadLetters;

namespace PicoClaw.Egress.Tests.Notifications;

/// <summary>Notifications from the door to DingTalk, over a real store.</summary>
public abstract class NotificationTests(bool onPostgres) : EgressTests(onPostgres)
{
    [Fact]
    public async Task Put_FiveHundredPeople_EachGetsItOnceByTwentyFiveCalls()
    {
        await Egress.StartAsync();
        var told = Told.To(Time, [.. Enumerable.Range(0, 500).Select(number => $"u{number}")]);

        await PutAsync(told);
        var status = await UntilEndedAsync(told);

        (status.Counts.Sent, status.Counts.Failed).ShouldBe((500, 0));
        status.Recipients.Select(one => one.CallId).Distinct().Count().ShouldBe(25);
        status.Recipients.ShouldAllBe(one => one.Way == "oto" && one.At != null);
        (await DingTalk.RepliesAsync()).Select(reply => reply.Text).ShouldBe(Enumerable.Repeat("# Backup\n\ndone", 500));
        (await CountAsync("thread")).ShouldBe(0, "it has no place in a sequence to be remembered");
    }

    [Fact]
    public async Task Put_SomeAreUnknownAndSomeHeldBack_IsToldForEach()
    {
        await Egress.StartAsync();
        await DingTalk.FaultAsync(new { invalidStaffIds = new[] { "gone" }, count = 1 });
        await DingTalk.FaultAsync(new { flowControlledStaffIds = new[] { "busy" }, count = 1 });
        var told = Told.To(Time, "fine", "gone", "busy");

        await PutAsync(told);
        await Wait.UntilAsync(async () => (await StatusAsync(told)).Counts is { Sent: 1, Failed: 1, Queued: 1 });
        var first = await StatusAsync(told);
        var last = await UntilEndedAsync(told);

        first.Recipients.Select(one => (one.To, one.Status)).ShouldBe([("fine", "sent"), ("gone", "failed"), ("busy", "queued")]);
        first.Recipients[1].Reason.ShouldBe("the platform does not know the user gone");
        first.Recipients[2].Reason.ShouldBe("the platform holds back messages to the user busy");
        last.Recipients[2].Status.ShouldBe("sent");
        (await DingTalk.RepliesAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Put_MonthIsUsedUp_FailsAndSaysSo()
    {
        await Egress.StartAsync();
        await DingTalk.FaultAsync(new { apiQuotaExhausted = true });
        var told = Told.To(Time, "u1");

        await PutAsync(told);
        var status = await UntilEndedAsync(told);

        status.Recipients.Single().Reason.ShouldNotBeNull().ShouldStartWith("the API calls of this month are used up (counted here: ");
    }

    [Fact]
    public async Task Put_GroupAndAlias_AreWrittenToOnceEach()
    {
        var heard = await HearAsync(group: "cidOps==");
        await Egress.StartAsync();
        var told = Told.To(Time, "u1") with
        {
            To =
            [
                new Recipient { Kind = RecipientKind.Alias, Id = "OPS" },
                new Recipient { Kind = RecipientKind.Group, Id = heard.Conversation.Id },
                new Recipient { Id = "u1" },
            ],
        };

        await PutAsync(told);
        var status = await UntilEndedAsync(told);

        status.Recipients.Select(one => (one.To, one.Status, one.Way)).ShouldBe([("group:cidOps==", "sent", "group"), ("u1", "sent", "oto")]);
        (await DingTalk.TextsAsync("cidOps==")).ShouldBe(["# Backup\n\ndone"]);
        (await DingTalk.RepliesAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Put_NotBefore_WaitsForItHoweverFarItIs()
    {
        var told = Told.To(Time, "u1") with { NotBefore = Time.GetUtcNow() + TimeSpan.FromHours(30) };
        var sooner = Told.To(Time, "u2") with { Content = new MarkdownContent { Text = "sooner" }, NotBefore = told.NotBefore - TimeSpan.FromMinutes(1) };

        await PutAsync(told);
        await PutAsync(sooner);
        Time.Advance(TimeSpan.FromHours(30) - TimeSpan.FromSeconds(1));
        await Egress.StartAsync();
        await UntilEndedAsync(sooner, TimeSpan.Zero);
        (await DingTalk.TextsAsync()).ShouldBe(["sooner"]);
        (await StatusAsync(told)).Recipients.Single().Status.ShouldBe("queued");
        (await StatusAsync(told)).NotBefore.ShouldBe(told.NotBefore);
        await UntilEndedAsync(told);

        (await DingTalk.TextsAsync()).ShouldBe(["sooner", "# Backup\n\ndone"]);
    }

    [Fact]
    public async Task Put_ExpiredBeforeItsTurn_FailsAndIsNotSentUntilAnOperatorWantsIt()
    {
        var told = Told.To(Time, "u1") with { ExpiresAt = Time.GetUtcNow() + TimeSpan.FromMinutes(10) };
        await PutAsync(told);
        Time.Advance(TimeSpan.FromMinutes(10));
        await Egress.StartAsync();

        var status = await UntilEndedAsync(told);

        (status.Recipients.Single().Status, status.Recipients.Single().Reason).ShouldBe(("failed", "expired"));
        (await DingTalk.RepliesAsync()).ShouldBeEmpty();
        var letters = Egress.Get<IDeadLetters>();
        var letter = (await letters.ListAsync(new DeadLetterFilter(), Cancel)).ShouldHaveSingleItem();
        letter.Conversation.ShouldBe("dingtalk:main:u1");
        (await letters.FindAsync(letter.Kind, letter.Id, Cancel)).ShouldNotBeNull().Text.ShouldBe("# Backup\n\ndone");
        (await letters.ReplayAsync(letter.Kind, letter.Id, Cancel)).ShouldBe(ReplayResult.Done);
        (await UntilEndedAsync(told)).Counts.Sent.ShouldBe(1);
        (await DingTalk.TextsAsync()).ShouldHaveSingleItem().ShouldStartWith("(Late: ");
    }

    [Fact]
    public async Task Put_KeyOfEarlierNotification_IsTheFirstOneOverRestartsAndUntilItIsForgotten()
    {
        var told = Told.To(Time, "u1") with { Client = "hr", IdempotencyKey = "key 1" };
        (await PutAsync(told)).Outcome.ShouldBe(IntakeOutcome.Accepted);
        await ReopenAsync();
        await Egress.StartAsync();
        await UntilEndedAsync(told);

        var again = await PutAsync(told with { Id = Guid.NewGuid(), CreatedAt = Time.GetUtcNow() });
        var other = await PutAsync(told with { Id = Guid.NewGuid(), Content = new MarkdownContent { Text = "other" } });
        var crm = told with { Id = Guid.NewGuid(), Client = "crm", Content = new MarkdownContent { Text = "of another client" } };
        var ofOther = await PutAsync(crm);

        again.ShouldBe(new NotificationReceipt(told.Id, 1, IntakeOutcome.Repeated));
        other.Outcome.ShouldBe(IntakeOutcome.Conflict);
        ofOther.Outcome.ShouldBe(IntakeOutcome.Accepted);

        // The releaser rests as long as its last release took, which the moved clock makes a second: the clock has to go on.
        await UntilEndedAsync(crm);
        (await DingTalk.TextsAsync()).ShouldBe(["# Backup\n\ndone", "of another client"]);
        await Wait.UntilAsync(async () => await Egress.CountAsync("sent") == 2);

        // A clock that is moved this far would ring every timer of a service that runs.
        await ReopenAsync();
        Time.Advance(TimeSpan.FromDays(7) + TimeSpan.FromSeconds(1));
        while (await Egress.Get<OutboxCleaner>().CleanAsync(Cancel))
        {
        }

        await Egress.Get<OutboxCleaner>().CleanAsync(Cancel);
        (await CountAsync("notification")).ShouldBe(0);
        (await PutAsync(told with { Id = Guid.NewGuid() })).Outcome.ShouldBe(IntakeOutcome.Accepted);
    }

    [Fact]
    public async Task Put_SameIdTwice_IsSentOnce()
    {
        var told = Told.To(Time, "u1");

        (await PutAsync(told)).Outcome.ShouldBe(IntakeOutcome.Accepted);
        (await PutAsync(told)).Outcome.ShouldBe(IntakeOutcome.Repeated);
        (await PutAsync(told with { To = [new Recipient { Id = "u2" }] })).Outcome.ShouldBe(IntakeOutcome.Conflict);

        await Egress.StartAsync();
        await UntilEndedAsync(told);
        (await DingTalk.RepliesAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Put_SameKeyAtOnce_OneIsAccepted()
    {
        var told = Told.To(Time, "u1") with { Client = "hr", IdempotencyKey = "key" };

        var receipts = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => PutAsync(told with { Id = Guid.NewGuid() })));

        var accepted = receipts.Single(receipt => receipt.Outcome == IntakeOutcome.Accepted);
        receipts.ShouldAllBe(receipt => receipt.Id == accepted.Id);
        (await CountAsync("notification")).ShouldBe(1);
    }

    [Fact]
    public async Task ReleaseAsync_TwoReplicasAtOnce_OneDoesIt()
    {
        var told = Told.To(Time, [.. Enumerable.Range(0, 300).Select(number => $"u{number}")]);
        await PutAsync(told);
        var table = Egress.Get<NotificationTable>();
        var id = (await table.DueAsync(Cancel)).Single();

        var released = await Task.WhenAll(table.ReleaseAsync(id, Cancel), table.ReleaseAsync(id, Cancel));

        released.Count(one => one is not null).ShouldBe(1);
        (await CountAsync("outbox")).ShouldBe(300);
        (await table.DueAsync(Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task DueAsync_ManyBulkOnesWait_TheInteractiveOneIsFirst()
    {
        foreach (var _ in Enumerable.Range(0, 40))
        {
            await PutAsync(Told.To(Time, "u1"));
        }

        Time.Advance(TimeSpan.FromMinutes(1));
        var urgent = Told.To(Time, "u2") with { Priority = DeliveryPriority.Interactive };
        await PutAsync(urgent);

        (await Egress.Get<NotificationTable>().DueAsync(Cancel))[0].ShouldBe(urgent.Id.ToString());
    }

    [Fact]
    public async Task Takeover_CallsOutWhenTheProcessDied_AreRepeatedOnceAndTheRestIsSentOnce()
    {
        var told = Told.To(Time, [.. Enumerable.Range(0, 60).Select(number => $"u{number}")]);
        await PutAsync(told);
        await Egress.Get<NotificationReleaser>().ReleaseAsync(Cancel);
        var lease = await Egress.ClaimAsync();
        var heads = await Egress.HeadsAsync(lease);
        foreach (var head in heads.Take(20))
        {
            await Egress.BeginAsync(lease, head, "oto", Guid.NewGuid());
        }

        await Egress.Lanes.HandBackAsync(lease, Cancel);
        await ReopenAsync();
        await Egress.StartAsync();
        var status = await UntilEndedAsync(told);

        status.Counts.Sent.ShouldBe(60);
        (await DingTalk.RepliesAsync()).Count.ShouldBe(60);
        Egress.LogsOf(401).Count.ShouldBe(20);
    }

    private protected override void Configure(IHostApplicationBuilder builder) => builder.Configuration["Notifications:Aliases:ops"] = "group:cidOps==, u1";

    private async Task<NotificationReceipt> PutAsync(SendNotification told)
    {
        Egress.Get<NotificationRules>().TryAccept(told, out var notification, out var problem).ShouldBeTrue(problem);
        return await Egress.Get<NotificationIntake>().PutAsync(notification!, Cancel);
    }

    private async Task<MessageStatus> StatusAsync(SendNotification told) =>
        (await Egress.Get<StatusReader>().ReadAsync(told.Client, told.Id, withReads: false, Cancel)).ShouldNotBeNull();

    private async Task<MessageStatus> UntilEndedAsync(SendNotification told, TimeSpan? step = null)
    {
        MessageStatus? status = null;
        await Wait.UntilAsync(async () =>
        {
            if (await Egress.CountAsync("sending") == 0)
            {
                Time.Advance(step ?? TimeSpan.FromSeconds(1));
            }

            status = await StatusAsync(told);
            return status.Counts.Queued == 0;
        });
        return status!;
    }

    private Task<long> CountAsync(string table) =>
        Egress.Store.ReadAsync(session => session.FirstOrDefaultAsync<long>($"SELECT COUNT(*) FROM {table}"), Cancel);
}
