using System.CommandLine;
using PicoClaw.Gateway.Doctor;
using PicoClaw.Gateway.Hosting;
using PicoClaw.Gateway.Terminals;
using Spectre.Console;

namespace PicoClaw.Gateway.Commands;

/// <summary><c>picoclaw doctor</c>: looks at all that the bot needs, and says what is wrong and what to do.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var config = SharedOptions.Config();
        var emulator = EmulatorOption.Create("Look at a trial: a local emulator in place of DingTalk, which is started for that time if none runs");
        var json = new Option<bool>("--json") { Description = "Print one JSON object" };
        var send = new Option<string?>("--send")
        {
            Description = "Also send this person a message (their user id, which /id tells them), and ask whether it arrived; one API call of the month",
        };
        var command = new Command("doctor", "Look at all that the bot needs, and say what is wrong and what to do; exit code 1 when something fails")
        {
            config, emulator, json, send,
        };
        command.SetAction((parsed, cancellationToken) => Terminal.RunAsync(
            parsed,
            async (terminal, cancel) =>
            {
                var settings = new GatewaySettings(parsed.GetValue(config)?.FullName, Broker: null, EmulatorOption.Read(parsed, emulator), Verbose: false);
                var asks = terminal.IsInteractive && !parsed.GetValue(json);
                using var tools = new DoctorTools
                {
                    Receiver = parsed.GetValue(send),
                    Ask = asks ? (question, asking) => terminal.Console.PromptAsync(new ConfirmationPrompt(Markup.Escape(question)), asking) : null,
                };
                return await new DoctorRun(settings, tools, terminal, parsed.GetValue(json)).RunAsync(cancel);
            },
            cancellationToken));
        return command;
    }
}
