using System.Text.Json.Serialization;

namespace PicoClaw.Agent.Attachments.Opening;

/// <summary>Why a file gives nothing to read or to see.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OpenFault>))]
internal enum OpenFault
{
    /// <summary>It has no bytes.</summary>
    Empty,

    /// <summary>It is of a kind that is not read.</summary>
    UnknownKind,

    /// <summary>It is of Office before 2007.</summary>
    OldOffice,

    /// <summary>It needs a password.</summary>
    Encrypted,

    /// <summary>It is not what it begins as.</summary>
    Broken,

    /// <summary>It unpacks to more than is allowed: a bomb, or too many pixels.</summary>
    TooMuch,

    /// <summary>It holds no text, such as a scanned document.</summary>
    NoText,

    /// <summary>It was not open in time.</summary>
    TooSlow,

    /// <summary>Nothing can be opened here at present.</summary>
    NotStarted,
}
