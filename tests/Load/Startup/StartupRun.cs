using System.Runtime.InteropServices;
using Harness.Processes;

namespace Load.Startup;

/// <summary>Compares programs compiled at start (before) and ahead (after), in turn: start to first answer, and idle memory.</summary>
internal static class StartupRun
{
    private const int Runs = 7;

    public static KeyValuePair<string, string> Variable(string text) =>
        text.Split('=', 2) is [var name, var value] ? KeyValuePair.Create(name, value) : throw new ArgumentException($"\"{text}\" is not NAME=VALUE");

    public static async Task<int> RunAsync(IReadOnlyList<KeyValuePair<string, string>> variables, bool withServices)
    {
        var folder = Directory.CreateTempSubdirectory("picoclaw-startup-");
        try
        {
            string[] services = withServices ? ["PicoClaw.Gateway", "PicoClaw.Ingress", "PicoClaw.Agent", "PicoClaw.Egress"] : ["PicoClaw.Gateway"];
            var before = await Variant.PublishAsync(services, Path.Combine(folder.FullName, "before"), [], []);
            var after = await Variant.PublishAsync(
                services,
                Path.Combine(folder.FullName, "after"),
                ["--runtime", RuntimeInformation.RuntimeIdentifier, "--no-self-contained"],
                variables);
            Console.WriteLine(
                $"{Environment.ProcessorCount} processors; load before: {File.ReadAllText("/proc/loadavg").Trim()}; "
                + $"median of {Runs} runs each, after one that is not counted");
            Console.WriteLine(Table.Head);
            Console.Write(Table.Of("gateway", await TurnByTurnAsync(before, after, Bots.GatewayAsync)));
            if (withServices)
            {
                await MeasureServicesAsync(before, after);
            }

            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task MeasureServicesAsync(Variant before, Variant after)
    {
        await using var broker = await Server.StartAsync("rabbitmq.sh", "PICOCLAW_TEST_AMQP");
        await using var postgres = await Server.StartAsync("postgres.sh", "PICOCLAW_TEST_POSTGRES");
        await broker.WaitAsync();
        await PrivateQueues.ResetAsync(broker.Address, CancellationToken.None);
        Console.Write(Table.Of("three services", await TurnByTurnAsync(before, after, variant => Bots.ServicesAsync(variant, broker, postgres))));
    }

    private static async Task<(List<Sample> Before, List<Sample> After)> TurnByTurnAsync(Variant before, Variant after, Func<Variant, Task<Sample>> measure)
    {
        var (ofBefore, ofAfter) = (new List<Sample>(), new List<Sample>());
        for (var run = 0; run <= Runs; run++)
        {
            var (one, other) = (await measure(before), await measure(after));
            if (run > 0)
            {
                ofBefore.Add(one);
                ofAfter.Add(other);
            }
        }

        return (ofBefore, ofAfter);
    }
}
