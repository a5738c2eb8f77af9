namespace PicoClaw.Gateway.Onboarding;

/// <summary>A code that a person scans to create an app.</summary>
internal sealed record RegistrationOffer(Uri Link, string UserCode, string DeviceCode, TimeSpan Interval, DateTimeOffset Until);
