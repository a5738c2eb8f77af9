using Microsoft.Playwright;

namespace Browser.Tests.Running;

// The system's Chromium. Playwright would download its own; one of the distribution gets its security updates.
internal static class Chromium
{
    private const string IsMissing =
        "The browser tests need Chromium. Debian: apt-get install chromium; Ubuntu: snap install chromium; Fedora: dnf install chromium; "
        + "macOS: brew install --cask chromium. Or set PICOCLAW_TEST_CHROMIUM to the program of a Chromium or Chrome.";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    public static Task<IBrowser> LaunchAsync(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
    {
        ExecutablePath = Find(),

        // Its sandbox refuses root, as in a container.
        ChromiumSandbox = !IsRoot,
        Args = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"],
        Timeout = ChatPage.Patience,
    });

    private static bool IsRoot => !OperatingSystem.IsWindows() && Environment.UserName == "root";

    private static string Find() =>
        Environment.GetEnvironmentVariable("PICOCLAW_TEST_CHROMIUM") is { Length: > 0 } given ? given
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
            .Append("/Applications/Chromium.app/Contents/MacOS/Chromium")
            .FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException(IsMissing);
}
