namespace PicoClaw.Gateway.Onboarding;

/// <summary>The app that an account is; <paramref name="IsScanned"/> when it was just created.</summary>
internal sealed record AppCredentials(string ClientId, string ClientSecret, bool IsScanned = false)
{
    /// <summary>The app that every emulator has unless it is told of others.</summary>
    public static readonly AppCredentials OfTrial = new("dingdemo", "demo-secret");
}
