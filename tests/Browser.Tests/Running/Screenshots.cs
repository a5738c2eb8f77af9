using Harness.Processes;

namespace Browser.Tests.Running;

internal static class Screenshots
{
    public static string Folder { get; } = Environment.GetEnvironmentVariable("PICOCLAW_TEST_SCREENSHOTS") is { Length: > 0 } given
        ? Path.GetFullPath(given)
        : Repository.File("artifacts/screenshots");
}
