using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PicoClaw.Configuration;
using PicoClaw.Configuration.Views;
using PicoClaw.Gateway.Hosting;
using PicoClaw.Gateway.Terminals;

namespace PicoClaw.Gateway.Commands.Config;

/// <summary><c>picoclaw config</c>: checks, shows and describes config.json, without starting anything.</summary>
internal static class ConfigCommand
{
    // Chinese and < stay readable: neither a page nor a script holds this text.
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create() => new("config", "Check, show or describe the configuration") { Check(), Show(), Schema() };

    private static Command Check()
    {
        var config = SharedOptions.Config();
        var command = new Command("check", "Say every fault of the configuration with its line and column; exit code 0 or 1") { config };
        command.SetAction((parsed, cancellationToken) => Terminal.RunAsync(
            parsed, (terminal, _) => ConfigCheck.RunAsync(terminal, parsed.GetValue(config)?.FullName), cancellationToken));
        return command;
    }

    private static Command Show()
    {
        var config = SharedOptions.Config();
        var command = new Command("show", "Print what is in force, from file and environment, with secrets hidden") { config };
        command.SetAction((parsed, cancellationToken) => Terminal.RunAsync(
            parsed,
            (terminal, _) =>
            {
                var builder = GatewayHost.CreateBuilder(new GatewaySettings(parsed.GetValue(config)?.FullName, Broker: null, Emulator: null, Verbose: false));
                return PrintAsync(terminal, ConfigView.Of(builder.Configuration));
            },
            cancellationToken));
        return command;
    }

    private static Command Schema()
    {
        var command = new Command("schema", "Print the JSON Schema of config.json, for editors");
        command.SetAction((parsed, cancellationToken) =>
            Terminal.RunAsync(parsed, (terminal, _) => PrintAsync(terminal, ConfigJsonSchema.Create()), cancellationToken));
        return command;
    }

    private static async Task<int> PrintAsync(Terminal terminal, JsonObject json)
    {
        await terminal.Output.WriteLineAsync(json.ToJsonString(Readable));
        return 0;
    }
}
