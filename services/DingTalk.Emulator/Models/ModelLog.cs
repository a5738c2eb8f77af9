using DingTalk.Emulator.Transcripts;

namespace DingTalk.Emulator.Models;

// The newest model requests with their messages.
internal sealed class ModelLog(TimeProvider time) : IResettable
{
    private const int Capacity = 2_000;
    private const long MaxCharacters = 16 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly BoundedLog<ModelCall> _log = new(
        Capacity, MaxCharacters, call => 100 + call.Messages.Sum(message => message.Content.Length + 20));

    public long Started(ChatRequest request)
    {
        lock (_gate)
        {
            return _log.Add(sequence => new ModelCall
            {
                Sequence = sequence,
                Model = request.Model,
                Stream = request.Stream,
                Messages = request.Messages,
                StartedAt = time.GetUtcNow(),
            }).Sequence;
        }
    }

    public void Ended(long sequence, int status)
    {
        lock (_gate)
        {
            _log.Change(sequence, call => call with { EndedAt = time.GetUtcNow(), Status = status });
        }
    }

    public ModelLogAnswer Read()
    {
        lock (_gate)
        {
            return new ModelLogAnswer([.. _log.Entries]);
        }
    }

    public void Reset()
    {
        lock (_gate)
        {
            _log.Clear();
        }
    }
}
