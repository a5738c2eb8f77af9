namespace PicoClaw.Configuration.Reloading;

/// <summary>A setting whose value differs, and the field that a person knows it by.</summary>
internal sealed record ChangedKey(string Key, string? Value, string Field, bool IsLive);
