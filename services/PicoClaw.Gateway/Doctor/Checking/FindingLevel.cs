using System.Text.Json.Serialization;

namespace PicoClaw.Gateway.Doctor.Checking;

internal enum FindingLevel
{
    [JsonStringEnumMemberName("pass")]
    Pass,

    [JsonStringEnumMemberName("warn")]
    Warn,

    [JsonStringEnumMemberName("fail")]
    Fail,

    /// <summary>Not looked at: what it needs has failed.</summary>
    [JsonStringEnumMemberName("skip")]
    Skip,
}
