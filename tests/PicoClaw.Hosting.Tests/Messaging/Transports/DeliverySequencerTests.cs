using PicoClaw.Hosting.Messaging.Transports;

namespace PicoClaw.Hosting.Tests.Messaging.Transports;

public sealed class DeliverySequencerTests
{
    private readonly DeliverySequencer _sequencer = new();

    [Fact]
    public void EnterAsync_TheFirst_GoesThrough() => _sequencer.EnterAsync(1).IsCompletedSuccessfully.ShouldBeTrue();

    [Fact]
    public async Task EnterAsync_OneBeforeItIsMissing_WaitsForIt()
    {
        _sequencer.Pass(1);
        var third = _sequencer.EnterAsync(3);

        third.IsCompleted.ShouldBeFalse();
        _sequencer.Pass(2);

        await third.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Pass_OnesThatEndedEarlier_AreSkippedWhenTheirTurnComes()
    {
        var fourth = _sequencer.EnterAsync(4);
        _sequencer.Pass(3);
        _sequencer.Pass(2);
        _sequencer.Pass(2);

        fourth.IsCompleted.ShouldBeFalse();
        _sequencer.Pass(1);

        await fourth.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Close_WhatWaits_IsCancelled()
    {
        var third = _sequencer.EnterAsync(3);

        _sequencer.Close();

        await Should.ThrowAsync<OperationCanceledException>(third);
        await Should.ThrowAsync<OperationCanceledException>(_sequencer.EnterAsync(2));
    }

    [Fact]
    public async Task HoldAsync_SomeAreInside_EndsWithThemAndLetsNothingIn()
    {
        await _sequencer.EnterAsync(1);
        _sequencer.Pass(1);
        await _sequencer.EnterAsync(2);

        var empty = _sequencer.HoldAsync();
        _sequencer.Pass(2);
        var third = _sequencer.EnterAsync(3);
        _sequencer.End(1);

        (empty.IsCompleted, third.IsCompleted).ShouldBe((false, false));
        _sequencer.End(2);
        await empty.WaitAsync(TestContext.Current.CancellationToken);
        third.IsCompleted.ShouldBeFalse();
    }
}
