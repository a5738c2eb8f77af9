using PicoClaw.Gateway.Terminals;
using Spectre.Console;

namespace PicoClaw.Gateway.Onboarding;

/// <summary>Asks the person at the terminal.</summary>
internal sealed class Questions(Terminal terminal)
{
    private IAnsiConsole Console => terminal.Console;

    public bool CanAsk => terminal.IsInteractive;

    public Task<bool> ConfirmAsync(string question, CancellationToken cancellationToken) =>
        Console.ConfirmAsync(Markup.Escape(question), defaultValue: true, cancellationToken);

    public Task<string> TextAsync(string question, CancellationToken cancellationToken) =>
        new TextPrompt<string>(Markup.Escape(question)).ShowAsync(Console, cancellationToken);

    /// <summary>Empty when nothing was written.</summary>
    public Task<string> OptionalAsync(string question, CancellationToken cancellationToken) =>
        new TextPrompt<string>(Markup.Escape(question)).AllowEmpty().ShowAsync(Console, cancellationToken);

    /// <summary>Not shown while it is written.</summary>
    public Task<string> SecretAsync(string question, CancellationToken cancellationToken) =>
        new TextPrompt<string>(Markup.Escape(question)).Secret().ShowAsync(Console, cancellationToken);

    public async Task<string> ChoiceAsync(string question, IEnumerable<string> choices, CancellationToken cancellationToken)
    {
        var prompt = new SelectionPrompt<string>().Title(Markup.Escape(question)).AddChoices(choices).UseConverter(Markup.Escape);
        try
        {
            return await prompt.ShowAsync(Console, cancellationToken);
        }
        finally
        {
            // The prompt hides it, and leaves it so when Ctrl+C ends the choice.
            Console.Cursor.Show();
        }
    }
}
