using Harness.Agents;

namespace Load.Systems;

/// <summary>How a system under load is built.</summary>
internal sealed record SystemSetup
{
    public int Ingresses { get; init; } = 1;

    /// <summary>Where the services that start first were built, for Release; null: here. Those that replace them are from here.</summary>
    public string? From { get; init; }

    /// <summary>Variables that the services from there do not know, and so refuse.</summary>
    public IReadOnlyList<string> Without { get; init; } = [];

    public int Agents { get; init; } = 2;

    public int Egresses { get; init; } = 2;

    /// <summary>How often DingTalk pushes a message that is not acked; 0: without end.</summary>
    public int Pushes { get; init; } = 3;

    /// <summary>A model call takes between half of this and one and a half times as long.</summary>
    public TimeSpan ModelTime { get; init; } = TimeSpan.FromMilliseconds(400);

    /// <summary>What the model says before its last words; null: nothing.</summary>
    public Func<ModelCall, CancellationToken, IAsyncEnumerable<string>>? Speech { get; init; }

    public IReadOnlyList<BotAccount> Accounts { get; init; } = [new("acme", BotSystem.ClientId)];

    /// <summary>A turn that runs longer says so; null: as usual.</summary>
    public int? ProgressAfterSeconds { get; init; }

    /// <summary>Starts the services with clocks that can be set.</summary>
    public bool HasFakeClocks { get; init; }

    /// <summary>Of a client that may have the bot write first; null: none may.</summary>
    public string? Token { get; init; }

    /// <summary>Puts the store on a disk that can be filled.</summary>
    public bool HasSmallDisk { get; init; }
}
