using PicoClaw.Agent.Models.Probing;
using PicoClaw.Configuration;
using PicoClaw.Gateway.Doctor;
using PicoClaw.Gateway.Doctor.Checking;
using PicoClaw.Gateway.Doctor.DingTalk;
using PicoClaw.Gateway.Doctor.Machine;
using PicoClaw.Gateway.Doctor.Models;
using PicoClaw.Gateway.Hosting;
using PicoClaw.Gateway.Terminals;
using Spectre.Console;

namespace PicoClaw.Gateway.Onboarding;

/// <summary>Reads a draft of the file as the gateway would, and asks DingTalk and the model whether they accept what it says.</summary>
internal sealed class LiveChecks(Terminal terminal, DoctorTools tools)
{
    /// <summary>Reads the draft only.</summary>
    /// <exception cref="ConfigException">The gateway would not start with it.</exception>
    public static async Task ReadAsync(string draft, OnboardDraft written)
    {
        await using var bot = Load(draft, written);
    }

    /// <param name="draft">The file to check.</param>
    /// <param name="written">What is to be written, for messages and for what it must say in force.</param>
    /// <param name="cancellationToken">Ends the checks.</param>
    /// <exception cref="ConfigException">The gateway would not start with it.</exception>
    /// <exception cref="LiveCheckException">DingTalk or the model refuses it.</exception>
    public async Task RunAsync(string draft, OnboardDraft written, CancellationToken cancellationToken)
    {
        await using var bot = Load(draft, written);
        var settings = bot.App!.Configuration;
        if (written.ChecksApp)
        {
            var app = DingTalkApp.Of(written.Account, settings.GetSection($"Accounts:{written.Account}"));
            var check = new CredentialsCheck(new AppProbe(app, new PlatformCall(tools.Http, tools.Time)));
            await RunAsync(check, "Asking DingTalk", isModel: false, cancellationToken);
        }

        var models = ModelProbe.Of(settings, tools.Time);
        if (written.ChecksModel && models.Names.Count > 0)
        {
            await RunAsync(new ModelCheck(models, 0), "Asking the model", isModel: true, cancellationToken);
        }
    }

    private static LoadedBot Load(string draft, OnboardDraft written)
    {
        var bot = LoadedBot.Load(new GatewaySettings(draft, Broker: null, written.Emulator, Verbose: false));
        if (bot.Problems.Count > 0)
        {
            throw new ConfigException([.. bot.Problems.Select(problem => problem.Replace(draft, written.File, StringComparison.Ordinal))]);
        }

        written.ThrowIfReplaced(bot.App!.Configuration);
        return bot;
    }

    private async Task RunAsync(IDoctorCheck check, string doing, bool isModel, CancellationToken cancellationToken)
    {
        var lines = await terminal.WhileAsync(
            $"{doing}…", () => new CheckRunner(tools.Time).RunAsync([check], cancellationToken).ToListAsync(cancellationToken).AsTask());
        foreach (var line in lines)
        {
            if (line.Level == FindingLevel.Fail)
            {
                throw new LiveCheckException(Sentence(line), isModel);
            }

            var colour = line.Level == FindingLevel.Pass ? "green" : "yellow";
            var text = isModel ? $"{line.Subject}: {Sentence(line)}" : Sentence(line);
            terminal.Console.MarkupLine($"[{colour}]Tried:[/] {Markup.Escape(text)}");
        }
    }

    private static string Sentence(CheckedLine line) => line.Remedy is null ? line.Text : $"{line.Text.TrimEnd('.')}. {line.Remedy}";
}
