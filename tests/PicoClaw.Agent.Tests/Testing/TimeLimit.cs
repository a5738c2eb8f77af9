namespace PicoClaw.Agent.Tests.Testing;

/// <summary>The test's token, cancelled after a time at the latest.</summary>
internal sealed class TimeLimit : IDisposable
{
    private readonly CancellationTokenSource _source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    public TimeLimit(TimeSpan limit) => _source.CancelAfter(limit);

    public CancellationToken Token => _source.Token;

    public void Dispose() => _source.Dispose();
}
