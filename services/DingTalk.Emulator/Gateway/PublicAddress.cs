using Microsoft.Extensions.Options;

namespace DingTalk.Emulator.Gateway;

// The address that a client uses; in a container network it differs from the one we listen on.
internal sealed class PublicAddress(IOptions<EmulatorOptions> options)
{
    public string Of(HttpRequest request) =>
        options.Value.PublicUrl is { } shown ? shown.TrimEnd('/') : $"{request.Scheme}://{request.Host}";

    // http becomes ws, https becomes wss.
    public string StreamEndpoint(HttpRequest request) => $"ws{Of(request)["http".Length..]}/connect";
}
