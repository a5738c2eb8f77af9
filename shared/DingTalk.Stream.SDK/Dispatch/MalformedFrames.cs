using DingTalk.Stream.Protocol;
using Microsoft.Extensions.Logging;

namespace DingTalk.Stream;

// Reports malformed frames to the log, with ids only, and to the listeners.
internal sealed class MalformedFrames(string clientId, ILogger logger)
{
    private Action<string>? _listener;

    public void Listen(Action<string> listener) => _listener += listener;

    public void Report(StreamFrame? frame, string reason)
    {
        Log.MalformedFrame(logger, clientId, frame?.Headers.MessageId ?? "unknown", reason);
        try
        {
            _listener?.Invoke(reason);
        }
#pragma warning disable CA1031 // A listener's bug must not take the link down.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.ListenerFailed(logger, clientId, exception);
        }
    }
}
