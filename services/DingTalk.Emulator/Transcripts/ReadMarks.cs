namespace DingTalk.Emulator.Transcripts;

// How far each person has read in each conversation.
internal sealed class ReadMarks : IResettable
{
    private const int Most = 100_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<(string App, string Conversation), Dictionary<string, long>> _marks = [];
    private int _count;

    public void Read(string app, string conversationId, string staffId, long sequence)
    {
        lock (_gate)
        {
            if (_count >= Most)
            {
                Clear();
            }

            var readers = _marks.TryGetValue((app, conversationId), out var known)
                ? known
                : _marks[(app, conversationId)] = new(StringComparer.Ordinal);
            _count += readers.ContainsKey(staffId) ? 0 : 1;
            readers[staffId] = Math.Max(sequence, readers.GetValueOrDefault(staffId));
        }
    }

    public IReadOnlyList<string> ReadersOf(TranscriptEntry entry)
    {
        lock (_gate)
        {
            return _marks.TryGetValue((entry.App, entry.ConversationId), out var readers)
                ? [.. readers.Where(one => one.Value >= entry.Sequence).Select(one => one.Key)]
                : [];
        }
    }

    public void Reset()
    {
        lock (_gate)
        {
            Clear();
        }
    }

    private void Clear()
    {
        _marks.Clear();
        _count = 0;
    }
}
