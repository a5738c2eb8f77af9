using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace PicoClaw.Storage.Tests;

public sealed class IntervalServiceTests
{
    private const int Patience = 180_000;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // The second is a driver's way to give a call up.
    [Theory(Timeout = Patience)]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(TaskCanceledException))]
    public async Task Run_Fails_IsReportedAndTheNextOneIsTried(Type failure)
    {
        using var service = new Sweep(_time, runsAtStart: true) { Failure = (Exception)Activator.CreateInstance(failure)! };
        await service.StartAsync(Cancel);
        (await service.Reported.ReadAsync(Cancel)).ShouldBeOfType(failure);

        service.Failure = null;
        _time.Advance(Interval);

        (await service.Runs.ReadAsync(Cancel)).ShouldBe(2);
        await service.StopAsync(Cancel);
    }

    [Fact(Timeout = Patience)]
    public async Task Start_NotAtStart_WaitsForTheInterval()
    {
        using var service = new Sweep(_time, runsAtStart: false);
        await service.StartAsync(Cancel);
        _time.Advance(Interval - TimeSpan.FromMilliseconds(1));
        service.Runs.TryRead(out _).ShouldBeFalse();

        _time.Advance(TimeSpan.FromMilliseconds(1));

        (await service.Runs.ReadAsync(Cancel)).ShouldBe(1);
        await service.StopAsync(Cancel);
        service.ExecuteTask!.IsCompletedSuccessfully.ShouldBeTrue();
    }

    private sealed class Sweep(TimeProvider time, bool runsAtStart) : IntervalService(Interval, runsAtStart, time)
    {
        private readonly Channel<int> _runs = Channel.CreateBounded<int>(10);
        private readonly Channel<Exception> _reported = Channel.CreateBounded<Exception>(10);
        private int _count;

        public Exception? Failure { get; set; }

        public ChannelReader<int> Runs => _runs.Reader;

        public ChannelReader<Exception> Reported => _reported.Reader;

        protected override async Task RunAsync(CancellationToken cancellationToken)
        {
            _count++;
            if (Failure is { } failure)
            {
                throw failure;
            }

            await _runs.Writer.WriteAsync(_count, cancellationToken);
        }

        protected override void OnFailed(Exception exception) => _reported.Writer.TryWrite(exception);
    }
}
