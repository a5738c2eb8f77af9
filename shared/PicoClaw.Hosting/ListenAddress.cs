namespace PicoClaw.Hosting;

/// <summary>Where a process answers unless the environment names other addresses, and the setting that says so.</summary>
public sealed record ListenAddress(string Url, string Setting = ListenAddress.Variable)
{
    internal const string Variable = "ASPNETCORE_URLS";
}
