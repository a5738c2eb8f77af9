namespace DingTalk.Emulator;

// The generic host would listen for Ctrl+C itself; inside a gateway that would take DingTalk away while the gateway still drains.
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
