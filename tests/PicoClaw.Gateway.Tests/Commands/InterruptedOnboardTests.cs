using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Harness.Processes;
using PicoClaw.Gateway.Tests.Testing;

namespace PicoClaw.Gateway.Tests.Commands;

/// <summary>A process that is told to end, as by Ctrl+C.</summary>
public sealed class InterruptedOnboardTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task Onboard_EndedWhileTheModelIsAsked_LeavesNoDraftWithSecrets()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals");
        using var file = new ConfigFile();
        using var model = new TcpListener(IPAddress.Loopback, 0);
        model.Start();
        using var process = Process.Start("dotnet",
        [
            Path.Combine(AppContext.BaseDirectory, "picoclaw.dll"), "onboard", "--config", file.Path, "--emulator", $"http://127.0.0.1:{Ports.Free()}",
            "--model", "openai/silent", "--api-base", $"http://{model.LocalEndpoint}/v1", "--api-key", "sk-hidden",
        ]);

        // It asks, and nobody answers.
        using var asked = await model.AcceptTcpClientAsync(Cancel);
        file.Names.ShouldNotBeEmpty();
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await process.WaitForExitAsync(Cancel);

        process.ExitCode.ShouldNotBe(0);
        file.Names.ShouldBeEmpty();
    }
}
