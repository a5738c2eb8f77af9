using PicoClaw.Gateway.Doctor.DingTalk;

namespace PicoClaw.Gateway.Onboarding;

/// <summary>Where DingTalk is: the real one, or an emulator.</summary>
/// <param name="Emulator">Null: the real one.</param>
/// <param name="IsOwn">The emulator that <c>picoclaw gateway --emulator</c> starts; false: one that runs for itself, and stays when the gateway ends.</param>
internal sealed record DingTalkPlace(Uri? Emulator, bool IsOwn)
{
    private const string Api = "api_base";
    private const string Oapi = "oapi_base";

    public Uri OapiHost => Emulator ?? DingTalkApp.PublicOapi;

    /// <summary>The account's addresses: those of an emulator that runs for itself; otherwise what a trial left there goes, and others stay.</summary>
    public IEnumerable<(string Field, string? Value)> Bases(string? now)
    {
        if (Emulator is not null && !IsOwn)
        {
            var address = Emulator.OriginalString.TrimEnd('/');
            return [(Api, address), (Oapi, address)];
        }

        return Uri.TryCreate(now, UriKind.Absolute, out var old) && old.IsLoopback ? [(Api, null), (Oapi, null)] : [];
    }
}
