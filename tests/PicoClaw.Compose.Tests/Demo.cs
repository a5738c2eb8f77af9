using System.Diagnostics;
using Harness.Processes;

namespace PicoClaw.Compose.Tests;

/// <summary>Builds the images of this commit and starts the demo for the tests of one class; does nothing where no container engine answers.</summary>
public sealed class Demo : IAsyncLifetime
{
    private readonly Deployment _deployment = new();

    internal Deployment Deployment => _missing is null ? _deployment : throw new InvalidOperationException(_missing);

    private string? _missing;

    public async ValueTask InitializeAsync()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        _missing = await Engine.MissingAsync(cancellationToken);
        if (_missing is not null)
        {
            return;
        }

        await TellAsync("images built", () => Command.RunAsync(Repository.Script("images.sh"), [], _deployment.Variables, cancellationToken));
        await TellAsync("up and healthy", () => _deployment.ComposeAsync(["up", "--detach", "--wait", "--no-build"], cancellationToken));
    }

    public void SkipWithoutEngine() => Assert.SkipWhen(_missing is not null, $"Docker Compose is not tested here: {_missing}");

    public async ValueTask DisposeAsync()
    {
        if (_missing is null)
        {
            // Nothing may stay behind, even when the token of the tests is cancelled.
            await TellAsync("down", () => _deployment.ComposeAsync(["down", "--volumes", "--remove-orphans"], CancellationToken.None));
        }

        _deployment.Dispose();
    }

    private static async Task TellAsync(string what, Func<Task<Command>> runAsync)
    {
        var began = Stopwatch.GetTimestamp();
        var command = await runAsync();
        TestContext.Current.SendDiagnosticMessage($"{what} after {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s");
        command.ShouldSucceed();
    }
}
