namespace PicoClaw.Contracts;

/// <summary>The answer to <see cref="GetAttachmentAddress"/>: an address, or why there is none.</summary>
public sealed record AttachmentAddress
{
    /// <summary>To be read with GET, without a <c>Content-Type</c> header, within minutes. A capability: never log it. Null: there is none.</summary>
    public Uri? Address { get; init; }

    /// <summary>
    /// True when host and port of <see cref="Address"/> are those that the account itself is configured for, such as those of an emulator: then they may
    /// be private, and http will do.
    /// </summary>
    public bool MayBePrivate { get; init; }

    /// <summary>Why there is no address.</summary>
    public AddressFault? Fault { get; init; }

    /// <summary>The same as a sentence, for a log.</summary>
    public string? Reason { get; init; }
}
