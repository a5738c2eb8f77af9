using System.Text.Json.Serialization;

namespace PicoClaw.Contracts;

/// <summary>The order of replies when the quota is short. Written as its name on the wire.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DeliveryPriority>))]
public enum DeliveryPriority
{
    /// <summary>Somebody waits for it.</summary>
    Interactive,

    /// <summary>Nobody waits for it.</summary>
    Bulk,
}
