using PicoClaw.Configuration;
using PicoClaw.Gateway.Doctor.Machine;
using PicoClaw.Gateway.Hosting;
using PicoClaw.Gateway.Terminals;
using Spectre.Console;

namespace PicoClaw.Gateway.Commands.Config;

/// <summary>Reads the configuration as the gateway would, and runs the checks of its start.</summary>
internal static class ConfigCheck
{
    public static async Task<int> RunAsync(Terminal terminal, string? path)
    {
        await using var bot = LoadedBot.Load(new GatewaySettings(path, Broker: null, Emulator: null, Verbose: false));
        foreach (var warning in bot.App?.Configuration.GetSection("PicoClaw:Warnings").GetChildren() ?? [])
        {
            await terminal.Error.WriteLineAsync($"Warning: {warning.Value}");
        }

        if (bot.Problems.Count > 0)
        {
            throw new ConfigException(bot.Problems);
        }

        terminal.Console.MarkupLineInterpolated($"[green]Correct:[/] {bot.App!.Configuration["PicoClaw:ConfigFile"] ?? "the environment (there is no file)"}");
        return 0;
    }
}
