using System.Runtime.InteropServices;
using DingTalk.Emulator;
using Microsoft.Extensions.Options;

try
{
    await using var host = await EmulatorHost.StartAsync(EmulatorSettings.Read(args), TimeProvider.System, logging => logging.AddSimpleConsole(console => console.SingleLine = true));
    Console.WriteLine($"DingTalk emulator: chat page and API on {host.Address} (Ctrl+C stops it)");

    var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        stop.TrySetResult();
    }

    using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
    using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    await stop.Task;
    return 0;
}
catch (Exception wrong) when (wrong is IOException or OptionsValidationException or InvalidOperationException)
{
    await Console.Error.WriteLineAsync(wrong.Message);
    return 1;
}
