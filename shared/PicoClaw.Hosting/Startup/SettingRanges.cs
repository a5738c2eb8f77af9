namespace PicoClaw.Hosting.Startup;

/// <summary>Has no options of its own: its validator checks the ranges of all settings at start, together with all options.</summary>
internal sealed class SettingRanges;
