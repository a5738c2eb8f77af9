namespace DingTalk.Emulator;

// The default lifetime reacts to Ctrl+C; inside a gateway it would stop the emulator while the gateway still drains.
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
