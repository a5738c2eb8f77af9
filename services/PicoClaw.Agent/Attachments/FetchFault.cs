namespace PicoClaw.Agent.Attachments;

/// <summary>Why an attachment cannot be had.</summary>
internal enum FetchFault
{
    /// <summary>The platform gave nothing to fetch it with.</summary>
    NoReference,

    /// <summary>The platform no longer has it, or refuses it.</summary>
    Expired,

    /// <summary>More bytes than are allowed.</summary>
    TooLarge,

    /// <summary>Its address is not one that may be asked, such as a private one.</summary>
    ForbiddenAddress,

    /// <summary>Its bytes are not of the kind that was said.</summary>
    WrongType,

    /// <summary>It did not come in time, or its server fails.</summary>
    Unavailable,
}
