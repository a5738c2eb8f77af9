using Harness.Processes;

namespace EndToEnd.Tests;

internal static class Gateway
{
    public static ServiceProcess Start(TestHome home, params IEnumerable<string> arguments) =>
        ServiceProcess.Start("PicoClaw.Gateway", "picoclaw", ["gateway", .. arguments], home.Environment);
}
