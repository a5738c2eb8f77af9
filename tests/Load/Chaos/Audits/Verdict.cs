using Harness.Agents;

namespace Load.Chaos.Audits;

/// <summary>What became of the messages of a run.</summary>
internal sealed record Verdict
{
    public required int Said { get; init; }

    public required int Answered { get; init; }

    /// <summary>DingTalk gave them up after three pushes, and they were not answered: apart from the lost ones.</summary>
    public required IReadOnlyList<Token> Abandoned { get; init; }

    public required IReadOnlyList<Token> Lost { get; init; }

    /// <summary>Answered more than once, each with the call whose outcome nobody saw because its process died or hung.</summary>
    public required IReadOnlyList<string> Explained { get; init; }

    /// <summary>Answered more than once without such a call.</summary>
    public required IReadOnlyList<string> Doubled { get; init; }

    public required IReadOnlyList<string> OutOfOrder { get; init; }

    public bool Holds => Lost.Count == 0 && Doubled.Count == 0 && OutOfOrder.Count == 0;
}
