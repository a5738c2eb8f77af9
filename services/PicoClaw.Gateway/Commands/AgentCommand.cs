using System.CommandLine;
using Microsoft.Extensions.Options;
using PicoClaw.Agent.Talks;
using PicoClaw.Gateway.Talks;
using PicoClaw.Gateway.Terminals;
using PicoClaw.Hosting;

namespace PicoClaw.Gateway.Commands;

/// <summary><c>picoclaw agent</c>: talks with the configured model, without DingTalk.</summary>
internal static class AgentCommand
{
    public static Command Create()
    {
        var config = SharedOptions.Config();
        var message = new Option<string?>("--message", "-m")
        {
            Description = "Say this, print the answer and end; without it, each line of the input is a message",
        };
        var model = new Option<string?>("--model") { Description = "Ask this model_name of the configuration instead of the default" };
        var command = new Command("agent", "Talk with the model from the terminal, with the prompt and the tools of the bot") { message, model, config };
        command.SetAction((parsed, cancellationToken) => Terminal.RunAsync(
            parsed,
            (terminal, cancel) => RunAsync(terminal, parsed.GetValue(config)?.FullName, parsed.GetValue(model), parsed.GetValue(message), cancel),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, string? path, string? model, string? message, CancellationToken cancellationToken)
    {
        var builder = PicoClawHost.CreateBuilder(path is null ? [] : ["--config", path]);
        builder.Logging.ClearProviders();
        builder.Services.AddLocalTalk();
        await using var app = builder.Build();
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        var talk = app.Services.GetRequiredService<LocalTalk>();
        if (model is not null && !talk.Models.Contains(model, StringComparer.OrdinalIgnoreCase))
        {
            var known = talk.Models.Count == 0 ? "there is none" : string.Join(", ", talk.Models);
            throw new CommandException($"--model: the configuration has no model_name \"{model}\"", $"Write one of: {known}");
        }

        await talk.StartAsync(cancellationToken);
        var loop = new TalkLoop(terminal, talk, model, Console.In);
        return await (message is null ? loop.RunAsync(cancellationToken) : loop.OnceAsync(message, cancellationToken));
    }
}
