namespace PicoClaw.Agent.Models.Pipeline;

internal static class StreamRestart
{
    public const string Key = "restart";
}
