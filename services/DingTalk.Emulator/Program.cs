using System.Runtime.InteropServices;
using DingTalk.Emulator;
using Microsoft.Extensions.Options;

if (args.Contains(HealthProbe.Word))
{
    return await HealthProbe.AskAsync(EmulatorSettings.Read([.. args.Where(arg => arg != HealthProbe.Word)]).Url, Console.Error);
}

try
{
    await using var host = await EmulatorHost.StartAsync(
        EmulatorSettings.Read(args), TimeProvider.System, logging => logging.AddSimpleConsole(console => console.SingleLine = true));
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
catch (IOException taken)
{
    await Console.Error.WriteLineAsync($"{taken.Message}: stop the program that uses it, or set Emulator:Url (EMULATOR__URL) to a free one.");
    return 1;
}
catch (OptionsValidationException wrong)
{
    await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, wrong.Failures));
    return 1;
}
catch (Exception failed)
{
    await Console.Error.WriteLineAsync($"The DingTalk emulator cannot start: {failed.Message.ReplaceLineEndings(" ")}");
    return 1;
}
