using System.CommandLine;
using PicoClaw.Gateway.Hosting;
using PicoClaw.Hosting.DeadLetters;

namespace PicoClaw.Gateway.Commands.Dead;

/// <summary>What all commands of <c>picoclaw dead</c> understand.</summary>
internal sealed class DeadOptions(TimeProvider time)
{
    public Option<bool> Json { get; } = new("--json") { Description = "Print JSON" };

    private Option<string?> Kind { get; } = OneOf(
        new("--kind") { Description = "Only turns that failed, replies that were not delivered, or messages that could not be taken" });

    private Option<string?> Reason { get; } = new("--reason") { Description = "Only those with this text in their reason" };

    private Option<DateTimeOffset?> Since { get; } = new("--since")
    {
        Description = "Only those that failed within this time (90m, 2h, 3d, 1w) or since this instant (2026-01-31, 2026-01-31T08:00Z)",
        CustomParser = result =>
        {
            if (Ages.TryParse(result.Tokens[0].Value, time.GetUtcNow(), out var instant))
            {
                return instant;
            }

            result.AddError($"--since: \"{result.Tokens[0].Value}\" is neither an age such as 2h or 3d nor an instant such as 2026-01-31 or 2026-01-31T08:00Z");
            return null;
        },
    };

    private Option<string?> Id { get; } = new("--id") { Description = "Only the one whose id begins like this" };

    private Option<FileInfo?> Config { get; } = new("--config") { Description = "The configuration file, as for picoclaw gateway" };

    private Option<bool> Emulator { get; } = new("--emulator") { Description = "The dead letters of a trial (picoclaw gateway --emulator)" };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { Kind, Reason, Since, Id, Json, Config, Emulator })
        {
            command.Options.Add(option);
        }
    }

    public DeadLetterFilter Filter(ParseResult parsed) => new(
        parsed.GetValue(Kind) is { } kind ? Enum.Parse<DeadLetterKind>(kind, ignoreCase: true) : null,
        parsed.GetValue(Reason),
        parsed.GetValue(Since),
        parsed.GetValue(Id));

    /// <summary>A trial has its own store; nothing of its emulator is started here.</summary>
    public GatewaySettings Settings(ParseResult parsed) => new(
        parsed.GetValue(Config)?.FullName, Broker: null, parsed.GetValue(Emulator) ? EmulatorOption.Default : null, Verbose: false);

    private static Option<string?> OneOf(Option<string?> kind)
    {
        kind.AcceptOnlyFromAmong("turn", "delivery", "malformed");
        return kind;
    }
}
