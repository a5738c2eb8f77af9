using DingTalk.Emulator;
using PicoClaw.Configuration;

namespace PicoClaw.Gateway.Hosting;

/// <summary>Hosts the emulator as long as the gateway runs.</summary>
internal sealed class EmulatorService(EmulatorOptions options, TimeProvider time) : IHostedService, IAsyncDisposable
{
    private EmulatorHost? _emulator;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            _emulator = await EmulatorHost.StartAsync(options, time, cancellationToken);
        }
        catch (IOException taken)
        {
            throw new ConfigException(
                $"{taken.Message}: stop the program that uses it, or write another address, such as --emulator http://127.0.0.1:5081", taken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => _emulator?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => _emulator?.DisposeAsync() ?? ValueTask.CompletedTask;
}
