using System.CommandLine;
using System.CommandLine.Parsing;
using PicoClaw.Gateway.DeadLetters;
using PicoClaw.Gateway.Hosting;
using PicoClaw.Gateway.Terminals;

namespace PicoClaw.Gateway.Commands.Send;

/// <summary>What <c>picoclaw send</c> understands.</summary>
internal sealed class SendOptions
{
    public const string TokenVariable = "PICOCLAW_SEND_TOKEN";

    private const string FilePrefix = "file://";

    private readonly Option<FileInfo?> _config = SharedOptions.Config();
    private readonly Option<string[]> _to = new("--to") { Description = "A person's user id; may be repeated" };
    private readonly Option<string[]> _group = new("--group") { Description = "A group's conversation id; may be repeated" };
    private readonly Option<string[]> _alias = new("--alias") { Description = "A name under notifications.aliases; may be repeated" };
    private readonly Option<string?> _account = new("--account") { Description = "The account that sends, where there are several" };
    private readonly Option<string?> _title = new("--title") { Description = "What the list of chats shows; default: taken from the text" };
    private readonly Option<bool> _urgent = new("--urgent") { Description = "Before bulk messages, as an answer to a person" };
    private readonly Option<string?> _key = new("--key") { Description = "An idempotency key: the same is sent once, however often the command runs" };
    private readonly Option<string?> _notBefore = new("--not-before") { Description = "An instant such as 2026-12-24T08:00+08:00" };
    private readonly Option<string?> _expires = new("--expires") { Description = "An instant from which on it is not sent" };
    private readonly Option<bool> _wait = new("--wait") { Description = "Wait until each is sent or failed; exit code 2 when one failed" };
    private readonly Option<Uri?> _at = new("--at")
    {
        Description = "Where egress answers, such as http://127.0.0.1:18793; default: the gateway of config.json",
        CustomParser = Address,
    };

    private readonly Option<string?> _token = new("--token")
    {
        Description = $"The client's token as file://PATH; default: the environment variable {TokenVariable}",
    };

    private readonly Argument<string?> _text = new("text")
    {
        Description = "The text, in Markdown; default: standard input",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public void AddTo(Command command)
    {
        command.Arguments.Add(_text);
        Option[] options = [_to, _group, _alias, _account, _title, _urgent, _key, _notBefore, _expires, _wait, _at, _token, _config];
        foreach (var option in options)
        {
            command.Options.Add(option);
        }
    }

    public bool Waits(ParseResult parsed) => parsed.GetValue(_wait);

    /// <summary>The body of the request. Fields without a value are left out.</summary>
    public async Task<MessageToSend> MessageAsync(ParseResult parsed, TextReader input, CancellationToken cancellationToken)
    {
        string[] to =
        [
            .. parsed.GetValue(_to) ?? [],
            .. (parsed.GetValue(_group) ?? []).Select(id => $"group:{id}"),
            .. (parsed.GetValue(_alias) ?? []).Select(name => $"alias:{name}"),
        ];
        if (to.Length == 0)
        {
            throw new CommandException("There is nobody to send to.", "Write --to USER_ID, --group CONVERSATION_ID or --alias NAME.");
        }

        return new MessageToSend
        {
            Account = parsed.GetValue(_account),
            To = to,
            Markdown = parsed.GetValue(_text) ?? await input.ReadToEndAsync(cancellationToken),
            Title = parsed.GetValue(_title),
            Priority = parsed.GetValue(_urgent) ? "interactive" : null,
            IdempotencyKey = parsed.GetValue(_key),
            NotBefore = parsed.GetValue(_notBefore),
            ExpiresAt = parsed.GetValue(_expires),
        };
    }

    public Uri At(ParseResult parsed)
    {
        if (parsed.GetValue(_at) is { } address)
        {
            return address;
        }

        var settings = new GatewaySettings(parsed.GetValue(_config)?.FullName, Broker: null, Emulator: null, Verbose: false);
        var builder = GatewayHost.CreateBuilder(settings);
        return Loopback.Of(GatewayHost.Listening(builder.Configuration).Url);
    }

    public string Token(ParseResult parsed)
    {
        var token = Read(parsed).Trim();
        return token.Length > 0 && token.All(character => character is > ' ' and <= '~')
            ? token
            : throw new CommandException(
                "The token is empty, or has blanks, line breaks or characters other than ASCII.", "Give the text whose SHA-256 config.json has, alone.");
    }

    private string Read(ParseResult parsed)
    {
        if (parsed.GetValue(_token) is not { } token)
        {
            return Environment.GetEnvironmentVariable(TokenVariable) is { Length: > 0 } variable
                ? variable
                : throw new CommandException(
                    "There is no token.", $"Set {TokenVariable}, or write --token file://PATH; docs/notifications.md tells how to make one.");
        }

        if (!token.StartsWith(FilePrefix, StringComparison.Ordinal))
        {
            throw new CommandException(
                "--token is not a file.", $"Other users of this machine see arguments: write --token file://PATH, or set {TokenVariable}.");
        }

        try
        {
            return File.ReadAllText(token[FilePrefix.Length..]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(
                $"The token's file cannot be read: {exception.Message}", "Write --token file://PATH with the whole path.", exception);
        }
    }

    private static Uri? Address(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { Scheme: "http" or "https", PathAndQuery: "/" })
        {
            return address;
        }

        result.AddError($"--at: \"{text}\" is not an address such as http://127.0.0.1:18793.");
        return null;
    }
}
