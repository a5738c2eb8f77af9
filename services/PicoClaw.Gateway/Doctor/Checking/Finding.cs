namespace PicoClaw.Gateway.Doctor.Checking;

/// <summary>What a check found, and in one sentence what to do about it.</summary>
internal sealed record Finding(FindingLevel Level, string Text, string? Remedy = null)
{
    public static Finding Pass(string text) => new(FindingLevel.Pass, text);

    public static Finding Warn(string text, string remedy) => new(FindingLevel.Warn, text, remedy);

    public static Finding Fail(string text, string remedy) => new(FindingLevel.Fail, text, remedy);
}
