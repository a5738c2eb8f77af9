using System.CommandLine;
using PicoClaw.Gateway.Hosting;
using PicoClaw.Gateway.Terminals;
using PicoClaw.Hosting;
using PicoClaw.Hosting.Health;

namespace PicoClaw.Gateway.Commands;

internal static class GatewayCommand
{
    internal static readonly Uri DefaultEmulator = new("http://127.0.0.1:5080");

    public static Command Create()
    {
        var config = new Option<FileInfo?>("--config")
        {
            Description = "The configuration file; default: $PICOCLAW_CONFIG, $PICOCLAW_HOME/config.json, ~/.picoclaw/config.json",
        };
        var broker = new Option<string?>("--broker") { Description = "An amqp address, or \"memory\" (default), which needs no server" };
        var isPublic = new Option<bool>("--emulator-public")
        {
            Description = "Let the emulator listen on an address that other machines reach; anybody who reaches it can speak as any user",
        };
        var emulator = new Option<Uri?>("--emulator")
        {
            Description = $"Talk to a local emulator instead of DingTalk; optionally the address of its chat page (default: {DefaultEmulator})",
            Arity = ArgumentArity.ZeroOrOne,
            CustomParser = result => Address(result, result.GetValue(isPublic)),
        };
        var health = new Option<bool>(HealthProbe.HealthWord)
        {
            Description = "Ask the bot that runs with this configuration whether it lives (/health), instead of starting one; exit code 0 or 1",
        };
        var ready = new Option<bool>(HealthProbe.ReadyWord)
        {
            Description = "Ask it whether it is ready (/ready); exit code 0 or 1, and a line that says what is missing",
        };
        var command = new Command("gateway", "Run the bot: all services in one process") { config, broker, emulator, isPublic, health, ready };
        command.SetAction((parsed, _) =>
        {
            // --emulator without an address is present but has no value.
            var address = parsed.GetResult(emulator) is null ? null : parsed.GetValue(emulator) ?? DefaultEmulator;
            var settings = new GatewaySettings(parsed.GetValue(config)?.FullName, parsed.GetValue(broker), address, parsed.GetValue(Terminal.Verbose));
            var path = parsed.GetValue(ready) ? "ready" : parsed.GetValue(health) ? "health" : null;
            return path is null
                ? PicoClawHost.RunAsync(() => GatewayHost.CreateBuilder(settings), GatewayHost.Address, settings.Verbose)
                : PicoClawHost.AskAsync(path, () => GatewayHost.CreateBuilder(settings), GatewayHost.Address);
        });
        return command;
    }

    private static Uri? Address(System.CommandLine.Parsing.ArgumentResult result, bool isPublic)
    {
        if (result.Tokens.Count == 0)
        {
            return DefaultEmulator;
        }

        var text = result.Tokens[0].Value;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address is not { Scheme: "http", PathAndQuery: "/", UserInfo: "" })
        {
            result.AddError($"--emulator: \"{text}\" is not an address such as {DefaultEmulator}");
            return null;
        }

        if (address.Port == 0)
        {
            // The bot must know the port before the emulator has one.
            result.AddError($"--emulator: \"{text}\" has no port; write an address such as {DefaultEmulator}");
            return null;
        }

        if (!address.IsLoopback && !isPublic)
        {
            result.AddError(
                $"--emulator: \"{text}\" is not local to this machine. Anybody who reaches the emulator can speak as any user: write an address such as "
                + $"{DefaultEmulator}, or add --emulator-public if that is meant");
            return null;
        }

        return address;
    }
}
