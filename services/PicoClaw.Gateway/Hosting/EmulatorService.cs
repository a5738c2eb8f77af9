using DingTalk.Emulator;

namespace PicoClaw.Gateway.Hosting;

/// <summary>Hosts the emulator as long as the gateway runs.</summary>
internal sealed class EmulatorService(EmulatorOptions options, TimeProvider time) : IHostedService, IAsyncDisposable
{
    private EmulatorHost? _emulator;

    public async Task StartAsync(CancellationToken cancellationToken) => _emulator = await EmulatorHost.StartAsync(options, time, cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => _emulator?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => _emulator?.DisposeAsync() ?? ValueTask.CompletedTask;
}
