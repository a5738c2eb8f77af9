using System.CommandLine;
using PicoClaw.Gateway.Hosting;
using PicoClaw.Gateway.Status;
using PicoClaw.Gateway.Terminals;

namespace PicoClaw.Gateway.Commands;

/// <summary><c>picoclaw status</c>: what runs and what waits.</summary>
internal static class StatusCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static Command Create()
    {
        var config = SharedOptions.Config();
        var emulator = new Option<bool>("--emulator") { Description = "The status of a trial (picoclaw gateway --emulator)" };
        var at = new Option<Uri[]>("--at")
        {
            Description = "Where a process answers, such as http://127.0.0.1:18810; may be repeated, for services that do not answer at their usual address",
            CustomParser = result => [.. result.Tokens.Select(token => Address(result, token.Value)).OfType<Uri>()],
        };
        var json = new Option<bool>("--json") { Description = "Print one JSON object" };
        var command = new Command("status", "Links, queues, permits, both meters of the month and dead letters; exit code 1 when nothing runs")
        {
            config, emulator, at, json,
        };
        command.SetAction((parsed, cancellationToken) => Terminal.RunAsync(
            parsed,
            (terminal, cancel) =>
            {
                var trial = parsed.GetValue(emulator) ? EmulatorOption.Default : null;
                var settings = new GatewaySettings(parsed.GetValue(config)?.FullName, Broker: null, trial, Verbose: false);
                return RunAsync(settings, parsed.GetValue(at) ?? [], parsed.GetValue(json), terminal, cancel);
            },
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(GatewaySettings settings, Uri[] at, bool asJson, Terminal terminal, CancellationToken cancellationToken)
    {
        var builder = GatewayHost.CreateBuilder(settings);
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = Patience };
        var report = await new StatusReader(app.Services, http).ReadAsync(at, cancellationToken);
        var printer = new StatusPrinter(terminal);
        if (asJson)
        {
            printer.Json(report);
        }
        else
        {
            printer.Print(report, isAtUsualAddresses: at.Length == 0);
        }

        return report.IsRunning ? 0 : 1;
    }

    private static Uri? Address(System.CommandLine.Parsing.ArgumentResult result, string text)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { Scheme: "http", PathAndQuery: "/" })
        {
            return address;
        }

        result.AddError($"--at: \"{text}\" is not an address such as http://127.0.0.1:18810.");
        return null;
    }
}
