using PicoClaw.Hosting.Messaging;

namespace PicoClaw.Hosting.Tests.Messaging;

public sealed class TurnstileTests
{
    private readonly Turnstile _turnstile = new();

    [Fact]
    public void EnterAsync_TheFirst_GoesThrough() => _turnstile.EnterAsync(1).IsCompletedSuccessfully.ShouldBeTrue();

    [Fact]
    public async Task EnterAsync_OneBeforeItIsMissing_WaitsForIt()
    {
        _turnstile.Pass(1);
        var third = _turnstile.EnterAsync(3);

        third.IsCompleted.ShouldBeFalse();
        _turnstile.Pass(2);

        await third.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Pass_OnesThatEndedEarlier_AreSkippedWhenTheirTurnComes()
    {
        var fourth = _turnstile.EnterAsync(4);
        _turnstile.Pass(3);
        _turnstile.Pass(2);
        _turnstile.Pass(2);

        fourth.IsCompleted.ShouldBeFalse();
        _turnstile.Pass(1);

        await fourth.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Close_WhatWaits_IsCancelled()
    {
        var third = _turnstile.EnterAsync(3);

        _turnstile.Close();

        await Should.ThrowAsync<OperationCanceledException>(third);
        await Should.ThrowAsync<OperationCanceledException>(_turnstile.EnterAsync(2));
    }

    [Fact]
    public async Task HoldAsync_SomeAreInside_EndsWithThemAndLetsNothingIn()
    {
        await _turnstile.EnterAsync(1);
        _turnstile.Pass(1);
        await _turnstile.EnterAsync(2);

        var empty = _turnstile.HoldAsync();
        _turnstile.Pass(2);
        var third = _turnstile.EnterAsync(3);
        _turnstile.End(1);

        (empty.IsCompleted, third.IsCompleted).ShouldBe((false, false));
        _turnstile.End(2);
        await empty.WaitAsync(TestContext.Current.CancellationToken);
        third.IsCompleted.ShouldBeFalse();
    }
}
