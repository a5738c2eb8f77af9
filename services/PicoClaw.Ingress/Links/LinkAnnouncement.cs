using DingTalk.Stream;
using PicoClaw.Hosting;

namespace PicoClaw.Ingress.Links;

/// <summary>Tells the person at the terminal once that a link is open. The client itself logs why a link cannot be opened.</summary>
internal sealed class LinkAnnouncement(Announcer announcer, string account, bool oneOfMany)
{
    private bool _started;

    public void Tell(StreamStatus status)
    {
        if (status.State == StreamState.Open && !_started)
        {
            _started = true;
            announcer.Say($"DingTalk channel started (Stream Mode){(oneOfMany ? $": {account}" : "")}");
        }
    }
}
