using DingTalk.Emulator;
using EndToEnd.Tests.Processes;
using Harness.Emulators;
using Harness.Processes;
using Microsoft.Data.Sqlite;

namespace EndToEnd.Tests;

/// <summary>Calls in flight when the store goes away, or the process is killed or stopped: none is lost, and few are sent twice.</summary>
public sealed class SendingFaultTests : IAsyncLifetime
{
    private const int Calls = 8;
    private readonly TestHome _home = new();
    private EmulatorHost _emulator = null!;
    private EmulatorClient _client = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _emulator = await TwoAccounts.StartEmulatorAsync(Cancel);
        _client = new EmulatorClient(_emulator.Address);
        _home.Write(TwoAccounts.WithModel(TwoAccounts.Config(_emulator), _emulator));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _emulator.DisposeAsync();
        _home.Dispose();
    }

    [Fact(Timeout = 180_000)]
    public async Task StoreIsLockedForLongerThanALease_RepliesThatDingTalkTookAreNotSentAgain()
    {
        await using var gateway = await StartAsync();
        await WarmUpAsync();
        await _client.FaultAsync(new { latencyMs = 6000 }, Cancel);
        await Task.WhenAll(Enumerable.Range(0, Calls).Select(number => SayAsync($"hello {number}", $"cid{number}")));
        await CountAsync("sending", Calls);
        await using (var connection = new SqliteConnection($"{Store};Default Timeout=30"))
        {
            await connection.OpenAsync(Cancel);
            await using var transaction = connection.BeginTransaction();
            await gateway.ShowsAsync("ran out while the store was away", Cancel);
            await Task.Delay(TimeSpan.FromSeconds(6), Cancel);
        }

        await _client.FaultAsync(new { clear = true }, Cancel);
        await EndedAsync(1 + Calls);
        await SayAsync("and now?", "cid0");
        await EndedAsync(1 + Calls + 1);

        await ShouldBeSaidOnceAsync(1 + Calls + 1);
        gateway.Count(EmbeddedTests.UnknownOutcome).ShouldBe(0, gateway.Output);
    }

    [Fact(Timeout = 180_000)]
    public async Task KilledInTheCallAndTheWebhookExpires_TheReplyTakesTheOtherWay()
    {
        await using (var first = await StartAsync())
        {
            await WarmUpAsync();
            await _client.FaultAsync(new { latencyMs = 60_000, sendStatus = 500 }, Cancel);
            await Task.WhenAll(Enumerable.Range(0, Calls).Select(number => SayAsync($"hello {number}", $"cid{number}")));
            await CountAsync("sending", Calls);
            await first.KillAsync();
        }

        await _client.FaultAsync(new { clear = true }, Cancel);
        await _client.FaultAsync(new { expireSessions = true }, Cancel);
        await using var gateway = await StartAsync();
        await EndedAsync(1 + Calls);

        await ShouldBeSaidOnceAsync(1 + Calls);
        gateway.Count(EmbeddedTests.UnknownOutcome).ShouldBe(Calls);
    }

    [Fact(Timeout = 180_000)]
    public async Task StoppedWhileTheAgentIsBusy_ACallInFlightIsFinishedAndNotSentAgain()
    {
        await using (var first = await StartAsync())
        {
            await WarmUpAsync();

            // One turn ends late in the time for stopping, so its call is in flight when the other turn has used that time up.
            await AskAsync("late", 9000);
            await AskAsync("busy", 60_000);
            await _client.FaultAsync(new { latencyMs = 8500 }, Cancel);

            first.Terminate();
            (await first.ExitCodeAsync(Cancel)).ShouldBe(0);
            first.Output.ShouldNotContain("[402]");
        }

        await _client.FaultAsync(new { clear = true }, Cancel);
        await using var gateway = await StartAsync();
        await EndedAsync(1 + 2);
        await SayAsync("after", "cid late");
        await EndedAsync(1 + 3);

        await ShouldBeSaidOnceAsync(1 + 3);
    }

    private string Store => $"Data Source={Path.Combine(_home.Environment["PICOCLAW_HOME"], "store", "egress.db")};Pooling=False";

    private async Task<ServiceProcess> StartAsync()
    {
        var gateway = Gateway.StartWith(
            _home,
            ("Lanes__LeaseTime", "00:00:06"),
            ("Lanes__SafetyMargin", "00:00:02"),
            ("Logging__LogLevel__PicoClaw.Storage", "Debug"));
        await gateway.ShowsAsync("Press Ctrl+C to stop.", Cancel);
        return gateway;
    }

    // The first reply of a process takes seconds on a slow machine: calls would end before the others have begun.
    private async Task WarmUpAsync()
    {
        await SayAsync("good morning", "cid warm");
        await EndedAsync(1);
    }

    private Task SayAsync(string text, string group) => _client.SayAsync(
        new { app = "dingacme", text, conversationType = "2", conversationId = group, mention = true, replies = 0, waitSeconds = 120 }, Cancel);

    private async Task AskAsync(string text, int modelMs)
    {
        await _client.FaultAsync(new { model = new { latencyMs = modelMs, count = 1 } }, Cancel);
        await SayAsync(text, $"cid {text}");
        await _client.ModelReceivedAsync(text, Cancel);
    }

    private Task EndedAsync(int count) => CountAsync("sent', 'failed", count);

    private async Task CountAsync(string statuses, int count)
    {
        for (long found = 0; found < count;)
        {
            await Task.Delay(50, Cancel);
            await using var connection = new SqliteConnection(Store);
            await connection.OpenAsync(Cancel);
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT COUNT(*) FROM outbox WHERE status IN ('{statuses}')";
            found = (long)(await command.ExecuteScalarAsync(Cancel))!;
        }
    }

    private async Task ShouldBeSaidOnceAsync(int replies)
    {
        var texts = (await _client.RepliesAsync(Cancel)).Select(reply => $"{reply.ConversationId} {reply.Text}").ToList();
        texts.Count.ShouldBe(replies, string.Join('\n', texts));
        texts.Distinct().Count().ShouldBe(replies);
    }
}
