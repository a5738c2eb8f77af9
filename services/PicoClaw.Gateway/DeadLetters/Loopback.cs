namespace PicoClaw.Gateway.DeadLetters;

internal static class Loopback
{
    /// <summary>Where a client on this machine reaches a server: one that listens on a wildcard cannot be connected to there.</summary>
    public static Uri Of(string address)
    {
        var binding = BindingAddress.Parse(address);
        return new Uri($"http://{(binding.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "127.0.0.1" : binding.Host)}:{binding.Port}/");
    }
}
