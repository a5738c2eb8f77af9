using System.Diagnostics.Metrics;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Hosting;
using PicoClaw.Contracts;
using PicoClaw.Egress.Accounts;
using PicoClaw.Egress.Tests.Testing;
using PicoClaw.Hosting.DeadLetters;
using PicoClaw.Hosting.Messaging;

namespace PicoClaw.Egress.Tests.Notifications;

/// <summary>End to end: a notification on the bus becomes messages in DingTalk.</summary>
public sealed class SendNotificationTests() : EgressTests(onPostgres: false, TimeProvider.System)
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Egress.StartAsync();
    }

    [Fact]
    public async Task SendAsync_ConfirmedTwice_ArrivesOnceAtEach()
    {
        var told = Told.To(TimeProvider.System, "u1", "u2");
        using var counted = new MetricCollector<long>(Egress.Get<IMeterFactory>(), SendMetrics.MeterName, "picoclaw.egress.notifications");

        await SendAsync(told);
        await SendAsync(told);

        await Wait.UntilAsync(async () => await Egress.CountAsync("sent") == 2);
        (await DingTalk.RepliesAsync()).Count.ShouldBe(2);
        counted.RecordObservableInstruments();
        counted.GetMeasurementSnapshot().Select(one => (one.Tags["client"], one.Tags["outcome"], one.Value))
            .ShouldBe([("broker", "Accepted", 1), ("broker", "Repeated", 1)], ignoreOrder: true);
    }

    [Fact]
    public async Task SendAsync_NotInOrder_IsADeadLetterThatSaysWhyAndIsTakenOnceItIs()
    {
        var told = Told.To(TimeProvider.System, "u1") with { To = [new Recipient { Kind = RecipientKind.Alias, Id = "ops" }] };

        await SendAsync(told);

        var letters = Egress.Get<IDeadLetters>();
        var letter = (await letters.ListAsync(new DeadLetterFilter(), Cancel)).ShouldHaveSingleItem();
        letter.Kind.ShouldBe(DeadLetterKind.Malformed);
        letter.Reason.ShouldContain("The alias \"ops\" is not configured");
        (await letters.ReplayAsync(letter.Kind, letter.Id, Cancel)).Problem.ShouldNotBeNull().ShouldContain("alias");
        await ReopenAsync("Notifications:Aliases:ops", "u1");
        await Egress.StartAsync();
        (await Egress.Get<IDeadLetters>().ReplayAsync(letter.Kind, letter.Id, Cancel)).ShouldBe(ReplayResult.Done);
        await Wait.UntilAsync(async () => await Egress.CountAsync("sent") == 1);
    }

    [Fact]
    public async Task SendAsync_KeyUsedForSomethingElse_IsADeadLetterAndTheFirstStays()
    {
        var told = Told.To(TimeProvider.System, "u1") with { Client = "hr", IdempotencyKey = "k" };
        await SendAsync(told);

        await SendAsync(told with { Id = Guid.NewGuid(), Content = new MarkdownContent { Text = "other" } });

        (await Egress.Get<IDeadLetters>().ListAsync(new DeadLetterFilter(), Cancel)).ShouldHaveSingleItem().Reason.ShouldContain("used before");
        await Wait.UntilAsync(async () => await Egress.CountAsync("sent") == 1);
        (await DingTalk.TextsAsync()).ShouldBe(["# Backup\n\ndone"]);
    }

    private protected override void Configure(IHostApplicationBuilder builder) => builder.Services.AddBus(builder.Configuration, allowMemory: true);

    private Task SendAsync(SendNotification told) => Egress.Get<IConfirmedSender>().SendAsync(Intakes.Egress, told, Cancel);
}
