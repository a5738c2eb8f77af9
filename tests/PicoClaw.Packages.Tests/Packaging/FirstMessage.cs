using System.Text.Json;
using System.Text.RegularExpressions;
using Harness.Emulators;
using Harness.Processes;

namespace PicoClaw.Packages.Tests.Packaging;

/// <summary>The first steps of the README for a new user.</summary>
internal static partial class FirstMessage
{
    public static async Task ShouldBeAnsweredAsync(
        string picoclaw, CleanHome home, CancellationToken cancellationToken, params IEnumerable<(string Name, string Value)> environment)
    {
        var emulator = new Uri($"http://127.0.0.1:{TestHome.FreePort()}");
        (string Name, string Value)[] variables = [.. home.Environment, .. environment, ("PICOCLAW_GATEWAY_PORT", $"{TestHome.FreePort()}")];
        await using var gateway = ServiceProcess.StartProgram(
            "picoclaw",
            picoclaw,
            ["gateway", "--emulator", emulator.ToString()],
            variables.Select(variable => KeyValuePair.Create(variable.Name, variable.Value)));
        await gateway.ShowsAsync("Press Ctrl+C to stop.", cancellationToken);
        using var client = new EmulatorClient(emulator);

        var said = await client.SayAsync(JsonSerializer.Deserialize<JsonElement>(OfReadme()), cancellationToken);

        said.Replies.ShouldHaveSingleItem().Text.ShouldContain("- hello");
        Directory.Exists(Path.Combine(home.Folder, ".picoclaw", "store-emulator")).ShouldBeTrue("the store is where the README says");
        gateway.Interrupt();
        (await gateway.ExitCodeAsync(cancellationToken)).ShouldBe(0, gateway.Output);
    }

    private static string OfReadme() => Body().Match(File.ReadAllText(Path.Combine(Repository.Root, "README.md"))).Groups["body"].Value;

    [GeneratedRegex(@"/emulator/say .* -d '(?<body>\{.*\})'")]
    private static partial Regex Body();
}
