namespace PicoClaw.Contracts;

/// <summary>To whom a <see cref="SendNotification"/> goes.</summary>
public sealed record Recipient
{
    /// <summary>What <see cref="Id"/> stands for.</summary>
    public RecipientKind Kind { get; init; }

    /// <summary>The id or the name. Case-sensitive but for an alias; at most 200 characters.</summary>
    public required string Id { get; init; }
}
