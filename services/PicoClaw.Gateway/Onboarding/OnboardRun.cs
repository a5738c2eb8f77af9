using PicoClaw.Configuration.Editing;
using PicoClaw.Gateway.Doctor;
using PicoClaw.Gateway.Doctor.DingTalk;
using PicoClaw.Gateway.Terminals;
using Spectre.Console;

namespace PicoClaw.Gateway.Onboarding;

/// <summary>Takes a new user from nothing to a config.json that DingTalk and the model accept.</summary>
internal sealed class OnboardRun(Terminal terminal, OnboardSettings settings, DoctorTools tools)
{
    // Stands for the app that a scan will bring.
    private static readonly AppCredentials ToCome = new("ding7f3c09a1b5d2e846", "c1b9e07d53fa48269b04");

    private readonly Questions _questions = new(terminal);

    // What the command line says was refused.
    private OnboardSettings WithoutAnswers => settings with { ClientId = null, ClientSecret = null, Model = null, ApiKey = null, ApiBase = null };

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        // A broken file is told before anything is asked.
        var edit = ConfigEdit.Open(settings.ConfigPath);
        await using var place = await EmulatorInUse.FindAsync(settings.Emulator, tools.Time, cancellationToken);
        var account = await new AccountQuestion(settings, _questions).AnswerAsync(edit, cancellationToken);

        // The model's flags first: nobody should scan a code for nothing.
        var models = new ModelQuestion(settings, _questions);
        var isModelKnown = !_questions.CanAsk || settings.Model is not null || settings.NoModel;
        var model = isModelKnown ? await models.AnswerAsync(edit, cancellationToken) : null;
        var app = await Apps(settings, account, place).AnswerAsync(edit, account, cancellationToken);
        model = isModelKnown ? model : await models.AnswerAsync(edit, cancellationToken);
        while (true)
        {
            try
            {
                var draft = Draft(account, app, model, place.Place);
                await SaveAsync(draft, cancellationToken);
                NextSteps.Write(terminal, settings, draft);
                return 0;
            }
            catch (ConfigChangedException)
            {
                // A scanned app must not be lost, and neither must what was written meanwhile: once more, on the file as it is now.
            }
            catch (LiveCheckException refused) when (_questions.CanAsk)
            {
                terminal.Console.MarkupLineInterpolated($"[red]Refused:[/] {refused.Message}");
                (app, model) = refused.IsModel
                    ? (app, await new ModelQuestion(WithoutAnswers, _questions).AskAsync(cancellationToken))
                    : (await Apps(WithoutAnswers, account, place).AskAsync(cancellationToken), model);
            }
            catch (LiveCheckException refused) when (refused.IsModel && app is { IsScanned: true })
            {
                // Its secret is shown nowhere else.
                await SaveAsync(Draft(account, app, model: null, place.Place) with { ChecksModel = false }, cancellationToken);
                throw new CommandException(refused.Message, $"The new app was written to {edit.File}, the model was not", refused);
            }
            catch (LiveCheckException refused)
            {
                throw new CommandException(refused.Message, "Nothing was written; --no-check writes without asking", refused);
            }
        }
    }

    private AppQuestion Apps(OnboardSettings given, string account, EmulatorInUse place) =>
        new(given, _questions, cancel => ScanAsync(account, place, cancel));

    // The file may have changed while somebody scanned or typed.
    private OnboardDraft Draft(string account, AppCredentials? app, ModelChoice? model, DingTalkPlace place)
    {
        var edit = ConfigEdit.Open(settings.ConfigPath);
        var draft = new OnboardDraft(edit, account, app, model, place) { ChecksModel = model is not null || edit.Models.Default is not null };
        draft.Apply();
        return draft;
    }

    private Task SaveAsync(OnboardDraft draft, CancellationToken cancellationToken) => draft.Edit.SaveAsync(
        path => settings.NoCheck ? LiveChecks.ReadAsync(path, draft) : new LiveChecks(terminal, tools).RunAsync(path, draft, cancellationToken));

    private async Task<AppCredentials> ScanAsync(string account, EmulatorInUse place, CancellationToken cancellationToken)
    {
        // An app that cannot be written would be lost.
        var draft = Draft(account, ToCome, model: null, place.Place);
        await draft.Edit.TryAsync(path => LiveChecks.ReadAsync(path, draft));
        await place.StartAsync(cancellationToken);
        var registration = new AppRegistration(new PlatformCall(tools.Http, tools.Time), place.Place.OapiHost, tools.Time);
        var offer = await registration.BeginAsync(cancellationToken);
        QrText.Write(terminal.Console, offer.Link);
        terminal.Console.WriteLine($"Scan it with DingTalk, or open {offer.Link.AbsoluteUri}");
        return await terminal.WhileAsync(
            $"Waiting until somebody has agreed (code {offer.UserCode}); Ctrl+C ends it…", () => registration.WaitAsync(offer, cancellationToken));
    }
}
