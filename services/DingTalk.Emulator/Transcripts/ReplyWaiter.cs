namespace DingTalk.Emulator.Transcripts;

// Collects the replies in a conversation that arrive after a push, up to the wanted number.
internal sealed class ReplyWaiter(int wanted, Func<bool> isPushed)
{
    private readonly List<ReplyEntry> _replies = [];

    public TaskCompletionSource Enough { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

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
        // A reply that arrives while the push still waits for a connection answers something else.
        if (!isPushed())
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
