using System.Text.Json.Serialization;

namespace PicoClaw.Agent.Schedules;

/// <summary>How schedules and their runs are written in the store.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(ScheduleBody))]
[JsonSerializable(typeof(ScheduledRun))]
internal sealed partial class ScheduleJson : JsonSerializerContext;
