using PicoClaw.Hosting.Messaging;

namespace PicoClaw.Hosting.Tests.Messaging.Sending;

public sealed class MemoryConfirmedSenderTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SendAsync_ConsumerStillWorks_WaitsForItsCommit()
    {
        var entered = new TaskCompletionSource();
        var commit = new TaskCompletionSource();
        await using var bus = await TestBus.StartAsync("memory", "notes", (_, _) =>
        {
            entered.SetResult();
            return commit.Task;
        });

        var send = bus.Sender.SendAsync("notes", new Note(1), Cancel);
        await entered.Task.WaitAsync(Cancel);
        send.IsCompleted.ShouldBeFalse();
        commit.SetResult();

        await send;
    }

    [Fact]
    public async Task SendAsync_ConsumerThrows_IsNotConfirmed()
    {
        await using var bus = await TestBus.StartAsync("memory", "notes", (_, _) => throw new InvalidOperationException("no room"));

        var refused = await Should.ThrowAsync<NotConfirmedException>(() => bus.Sender.SendAsync("notes", new Note(1), Cancel));

        refused.Message.ShouldContain("no room");
    }

    [Fact]
    public async Task SendAsync_NobodyConsumes_IsNotConfirmedAfterTheDeadline()
    {
        await using var bus = await TestBus.StartAsync("memory", deadline: TimeSpan.FromMilliseconds(200));

        await Should.ThrowAsync<NotConfirmedException>(() => bus.Sender.SendAsync("nowhere", new Note(1), Cancel));
    }

    [Fact]
    public async Task SendAsync_ManyAtOnce_EachIsConfirmedByItsOwnCommit()
    {
        var seen = new List<int>();
        await using var bus = await TestBus.StartAsync("memory", "notes", (note, _) =>
        {
            seen.Add(note.Number);
            return note.Number % 10 == 0 ? throw new InvalidOperationException() : Task.CompletedTask;
        });

        var sends = Enumerable.Range(1, 100).Select(number => bus.Sender.SendAsync("notes", new Note(number), Cancel)).ToList();
        await Task.WhenAll(sends).ContinueWith(_ => { }, Cancel, TaskContinuationOptions.None, TaskScheduler.Default);

        sends.Count(send => send.IsCompletedSuccessfully).ShouldBe(90);
        seen.Order().ShouldBe(Enumerable.Range(1, 100));
    }
}
