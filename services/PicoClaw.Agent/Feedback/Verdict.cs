namespace PicoClaw.Agent.Feedback;

/// <summary>What somebody thinks of an answer, as the store and the metric name it.</summary>
internal static class Verdict
{
    public const string Up = "up";
    public const string Down = "down";

    /// <summary>Null when the word is something else.</summary>
    public static string? Read(string word) => word.ToUpperInvariant() switch
    {
        "UP" or "好" or "👍" => Up,
        "DOWN" or "差" or "👎" => Down,
        _ => null,
    };
}
