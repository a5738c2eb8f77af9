namespace PicoClaw.Hosting.Tests.Reloading;

internal sealed class Sample
{
    public int TurnsPerMinute { get; set; }

    public string Language { get; set; } = "auto";
}
