using System.Text.Json.Serialization;

namespace PicoClaw.Contracts;

/// <summary>Why an attachment has no address. Written as its name on the wire.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AddressFault>))]
public enum AddressFault
{
    /// <summary>The platform refuses it, and always will: it no longer has it, or the account may not read it.</summary>
    Refused,

    /// <summary>The platform did not answer in time, fails, or takes no more calls of the account for now.</summary>
    Unavailable,
}
