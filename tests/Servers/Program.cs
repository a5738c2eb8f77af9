using System.Runtime.InteropServices;
using DotNet.Testcontainers.Configurations;
using Servers;

// RabbitMQ and PostgreSQL in containers, for eng/test.sh: prints the variables that name them, and keeps both until SIGTERM.
// The reaper would be one more image to pull, with nothing to do: eng/test.sh ends this program, which removes its containers.
TestcontainersSettings.ResourceReaperEnabled = false;

using var stop = new CancellationTokenSource();
void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}

using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    await using var servers = await TestServers.StartAsync(args[0], args[1], stop.Token);
    Console.Error.WriteLine(servers.Versions);
    Console.WriteLine($"PICOCLAW_TEST_AMQP={servers.Amqp}");
    Console.WriteLine($"PICOCLAW_TEST_POSTGRES={servers.Postgres}");
    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop.Token);
    return 0;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return 0;
}
catch (Exception failed)
{
    Console.Error.WriteLine($"No servers in containers: {failed.Message.ReplaceLineEndings(" ")}");
    return 1;
}
