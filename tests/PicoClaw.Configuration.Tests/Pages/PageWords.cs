namespace PicoClaw.Configuration.Tests.Pages;

/// <summary>The words of the options page in one language.</summary>
internal sealed record PageWords
{
    public required string Page { get; init; }

    public required string Introduction { get; init; }

    public required string Header { get; init; }

    public required string Root { get; init; }

    public required string Accounts { get; init; }

    public required string Models { get; init; }

    public required string Servers { get; init; }

    public required string Schedules { get; init; }

    public required string Ignored { get; init; }

    public required string Alias { get; init; }

    public required string Text { get; init; }

    public required string Texts { get; init; }

    public required string List { get; init; }

    public required string Whole { get; init; }

    public required string Number { get; init; }

    public required string Object { get; init; }
}
