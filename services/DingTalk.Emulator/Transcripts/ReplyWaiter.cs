using DingTalk.Emulator.Streaming;

namespace DingTalk.Emulator.Transcripts;

// Collects the replies to a conversation that arrive after a push, until there are as many as wanted.
internal sealed class ReplyWaiter(int wanted)
{
    private readonly List<ReplyEntry> _replies = [];

    public TaskCompletionSource Enough { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Set before the push is submitted.
    public Push? Push { get; set; }

    public IReadOnlyList<ReplyEntry> Replies
    {
        get
        {
            lock (_replies)
            {
                return [.. _replies];
            }
        }
    }

    public void Offer(ReplyEntry reply)
    {
        // A reply that comes while the push still waits for a connection answers something else.
        if (Push is not { Count: > 0 })
        {
            return;
        }

        lock (_replies)
        {
            if (_replies.Count < wanted)
            {
                _replies.Add(reply);
            }

            if (_replies.Count == wanted)
            {
                Enough.TrySetResult();
            }
        }
    }
}
