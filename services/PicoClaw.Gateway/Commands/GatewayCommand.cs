using System.CommandLine;
using PicoClaw.Gateway.Hosting;
using PicoClaw.Gateway.Terminals;
using PicoClaw.Hosting;
using PicoClaw.Hosting.Health;

namespace PicoClaw.Gateway.Commands;

internal static class GatewayCommand
{
    public static Command Create()
    {
        var config = SharedOptions.Config();
        var broker = new Option<string?>("--broker") { Description = "An amqp address, or \"memory\" (default), which needs no server" };
        var isPublic = new Option<bool>("--emulator-public")
        {
            Description = "Let the emulator listen on an address that other machines reach; anybody who reaches it can speak as any user",
        };
        var emulator = EmulatorOption.Create("Talk to a local emulator instead of DingTalk", isPublic);
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
            var address = EmulatorOption.Read(parsed, emulator);
            var settings = new GatewaySettings(parsed.GetValue(config)?.FullName, parsed.GetValue(broker), address, parsed.GetValue(Terminal.Verbose));
            var path = parsed.GetValue(ready) ? "ready" : parsed.GetValue(health) ? "health" : null;
            return path is null
                ? PicoClawHost.RunAsync(() => GatewayHost.CreateBuilder(settings), GatewayHost.Address, settings.Verbose)
                : PicoClawHost.AskAsync(path, () => GatewayHost.CreateBuilder(settings), GatewayHost.Address);
        });
        return command;
    }
}
