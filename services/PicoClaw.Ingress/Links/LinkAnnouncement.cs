using DingTalk.Stream;
using PicoClaw.Hosting;

namespace PicoClaw.Ingress.Links;

/// <summary>Tells the person at the terminal once that a link is open, and each time why it cannot be.</summary>
internal sealed class LinkAnnouncement(Announcer announcer, string account, bool oneOfMany)
{
    private readonly string _suffix = oneOfMany ? $": {account}" : "";
    private bool _started;
    private string? _refusal;

    public void Tell(StreamStatus status)
    {
        if (status.State == StreamState.Open)
        {
            _refusal = null;
            if (!_started)
            {
                _started = true;
                announcer.Say($"DingTalk channel started (Stream Mode){_suffix}");
            }
        }
        else if (status.State == StreamState.Refused && status.LastError is { } error && error != _refusal)
        {
            _refusal = error;
            announcer.Say($"DingTalk refuses the account \"{account}\": {error}");
        }
    }
}
