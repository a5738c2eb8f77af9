using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PicoClaw.Hosting.Accounts;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Ingress.Links;
using PicoClaw.Ingress.Spool;
using PicoClaw.Ingress.Tests.Testing;
using PicoClaw.Tests.Clocks;
using static PicoClaw.Ingress.Tests.Testing.SpoolBench;

namespace PicoClaw.Ingress.Tests.Spool;

public sealed class SpoolDrainTests : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly SpoolBench _bench = new();
    private readonly FakeSender _sender = new();
    private readonly TestClock _time = new();
    private readonly List<IntakeSpool> _opened = [];
    private SpoolDrain? _drain;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        if (_drain is not null)
        {
            await _drain.StopAsync(Cancel);
            _drain.Dispose();
        }

        foreach (var spool in _opened)
        {
            await spool.DisposeAsync();
        }

        await _services.DisposeAsync();
        _bench.Dispose();
    }

    [Fact]
    public async Task Start_DeadProcessLeftMessages_TheyArriveInOrderAndTheFilesGo()
    {
        await LeaveAsync(("one", 1), ("two", 2), ("three", 3));

        await StartAsync();

        (await ReceiveAsync(3)).ShouldBe(["one", "two", "three"]);
        await EmptyAsync();
        _bench.Files().ShouldBeEmpty();
    }

    // Links open after this returns.
    [Fact]
    public async Task Start_DeadProcessLeftMessages_NewOnesAlreadyFollowThem()
    {
        await LeaveAsync(("one", 1));
        _sender.Confirm = cancel => Task.Delay(Timeout.Infinite, cancel);

        var spool = await StartAsync();

        spool.Takes(Message("two")).ShouldBeTrue();
    }

    [Fact]
    public async Task Drain_NotConfirmed_IsSentAgainAfterAPauseAndNothingOvertakes()
    {
        await LeaveAsync(("one", 1), ("two", 2));
        var refusals = 2;
        _sender.Confirm = _ => refusals-- > 0 ? throw new NotConfirmedException("away") : Task.CompletedTask;

        await StartAsync();

        (await ReceiveAsync(4)).ShouldBe(["one", "one", "one", "two"]);
        await EmptyAsync();
    }

    [Fact]
    public async Task Drain_StopsWithAMessageOnItsWay_TheNextProcessSendsIt()
    {
        await LeaveAsync(("one", 1));
        _sender.Confirm = cancel => Task.Delay(Timeout.Infinite, cancel);
        await StartAsync();
        await ReceiveAsync(1);
        await _drain!.StopAsync(Cancel);
        await DieAsync(_opened[^1]);
        _sender.Confirm = _ => Task.CompletedTask;

        await StartAsync();

        (await ReceiveAsync(1)).ShouldBe(["one"]);
        await EmptyAsync();
    }

    [Fact]
    public async Task Sweep_AnotherReplicaDies_ItsMessagesAreSentHere()
    {
        var other = Open();
        await other.AppendAsync(Message("of the other"), Cancel);
        await StartAsync();
        await DieAsync(other);

        await _time.TimerStarted(due => due == SpoolDrain.SweepInterval);
        _time.Advance(SpoolDrain.SweepInterval);

        (await ReceiveAsync(1)).ShouldBe(["of the other"]);
    }

    [Fact]
    public async Task Start_NoFolder_SaysSoAndDoesNothing()
    {
        _bench.Options.Directory = "";

        var spool = await StartAsync();

        spool.IsOn.ShouldBeFalse();
        _bench.Logged.ShouldBe([214]);
        (await new SpoolHealthCheck(spool).CheckHealthAsync(null!, Cancel)).Description.ShouldNotBeNull().ShouldStartWith("off");
    }

    private async Task LeaveAsync(params (string Text, int Second)[] messages)
    {
        await using var spool = _bench.Open();
        foreach (var (text, second) in messages)
        {
            await spool.AppendAsync(Message(text, second: second), Cancel);
        }
    }

    private async Task<IntakeSpool> StartAsync()
    {
        var spool = Open();
        var metrics = new IngressMetrics(
            _services.GetRequiredService<IMeterFactory>(), new StreamLinks(Options.Create(new AccountsOptions())), spool, _time);
        _drain = new SpoolDrain(spool, _sender, metrics, _bench.Journal(), _time);
        await _drain.StartAsync(Cancel);
        return spool;
    }

    private ValueTask DieAsync(IntakeSpool spool)
    {
        _opened.Remove(spool);
        return spool.DisposeAsync();
    }

    private IntakeSpool Open()
    {
        var spool = new IntakeSpool(Options.Create(_bench.Options), _bench.Journal());
        spool.Recover();
        _opened.Add(spool);
        return spool;
    }

    private async Task<List<string>> ReceiveAsync(int count)
    {
        var texts = new List<string>();
        while (texts.Count < count)
        {
            var next = _sender.Sent.WaitToReadAsync(Cancel).AsTask();
            while (!next.IsCompleted)
            {
                // A drain that pauses goes on.
                _time.Advance(TimeSpan.FromSeconds(1));
                await Task.WhenAny(next, Task.Delay(5, Cancel));
            }

            _sender.Sent.TryRead(out var message).ShouldBeTrue();
            texts.Add(message!.Text);
        }

        return texts;
    }

    private async Task EmptyAsync()
    {
        while (_opened[^1].Messages > 0 || _bench.Files().Count > 0)
        {
            await Task.Delay(5, Cancel);
        }
    }
}
