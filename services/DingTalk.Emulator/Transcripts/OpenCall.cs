namespace DingTalk.Emulator.Transcripts;

// The feature of a request that is being answered: the transcript entries that it has changed, and the messages that it answers.
internal sealed class OpenCall
{
    private readonly HashSet<long> _entries = [];

    public IReadOnlyCollection<long> Entries
    {
        get
        {
            lock (_entries)
            {
                return [.. _entries];
            }
        }
    }

    public void Touch(long entry, long? cause)
    {
        lock (_entries)
        {
            _entries.Add(entry);
            if (cause is { } message)
            {
                _entries.Add(message);
            }
        }
    }
}
