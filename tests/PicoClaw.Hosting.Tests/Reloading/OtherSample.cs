namespace PicoClaw.Hosting.Tests.Reloading;

internal sealed class OtherSample
{
    public List<string> Admins { get; } = [];
}
