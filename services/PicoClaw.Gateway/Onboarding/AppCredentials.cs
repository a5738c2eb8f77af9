namespace PicoClaw.Gateway.Onboarding;

/// <summary>The app that an account is; <paramref name="IsScanned"/> when it was just created.</summary>
internal sealed record AppCredentials(string ClientId, string ClientSecret, bool IsScanned = false);
