using Harness.Processes;

namespace EndToEnd.Tests;

/// <summary><c>picoclaw gateway</c> as a process.</summary>
internal static class Gateway
{
    public static ServiceProcess Start(TestHome home, params IEnumerable<string> arguments) =>
        ServiceProcess.Start("PicoClaw.Gateway", "picoclaw", ["gateway", .. arguments], home.Environment);

    public static ServiceProcess StartWith(TestHome home, params IEnumerable<(string Name, string Value)> environment) => ServiceProcess.Start(
        "PicoClaw.Gateway",
        "picoclaw",
        ["gateway"],
        home.Environment.Concat(environment.Select(variable => KeyValuePair.Create(variable.Name, variable.Value))));
}
