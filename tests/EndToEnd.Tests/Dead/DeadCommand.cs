using System.Text.Json.Nodes;
using Harness.Processes;

namespace EndToEnd.Tests.Dead;

/// <summary><c>picoclaw dead</c> as a process.</summary>
internal static class DeadCommand
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(300);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<(int Exit, string Output)> RunAsync(IEnumerable<KeyValuePair<string, string>> environment, params string[] arguments)
    {
        await using var process = ServiceProcess.Start("PicoClaw.Gateway", "picoclaw", ["dead", .. arguments], environment);
        var exit = await process.ExitCodeAsync(Cancel);
        return (exit, string.Join('\n', process.Lines));
    }

    public static async Task<JsonArray> ListAsync(IEnumerable<KeyValuePair<string, string>> environment, params string[] arguments)
    {
        var (exit, output) = await RunAsync(environment, ["list", "--json", .. arguments]);
        exit.ShouldBe(0, output);
        return JsonNode.Parse(output)!.AsArray();
    }

    /// <summary>Waits until they are as they should be; the test's own limit ends it.</summary>
    public static async Task<JsonArray> ListAsync(Func<JsonArray, bool> areThere, IReadOnlyList<KeyValuePair<string, string>> environment)
    {
        while (true)
        {
            var letters = await ListAsync(environment);
            if (areThere(letters))
            {
                return letters;
            }

            await Task.Delay(Step, Cancel);
        }
    }
}
