using System.Collections.Concurrent;

namespace DingTalk.Stream;

/// <summary>
/// Frames whose turn it is. The thread that read them starts their handlers itself as soon as it has nothing left to read, as to wake another costs more
/// than most handlers; while more than one is ready it asks for another thread first, so that a handler that blocks holds up nobody.
/// Acks are written when nothing is ready any more, and so leave together.
/// </summary>
internal sealed class ReadyFrames(Func<PendingFrame, Task> run) : IThreadPoolWorkItem
{
    // A reader that always finds more must not keep to itself what it has read.
    private const int MostUnstarted = 64;

    // A handler that blocks its thread must not hold up a stop.
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(1);

    private readonly ConcurrentQueue<PendingFrame> _ready = new();
    private readonly List<IFrameLink> _unflushed = [];
    private int _unstarted;
    private int _asked;

    public void Add(PendingFrame work)
    {
        _ready.Enqueue(work);
        if (++_unstarted >= MostUnstarted)
        {
            _unstarted = 0;
            AskForAnother();
        }
    }

    /// <summary>Starts the handlers on this thread. A handler that awaits is left to itself; nothing is thrown.</summary>
    public void Start()
    {
        _unstarted = 0;
        while (_ready.TryDequeue(out var work))
        {
            if (_ready.IsEmpty)
            {
                // The last one may block: what the others have answered does not wait for it.
                Flush();
            }
            else
            {
                AskForAnother();
            }

            _ = run(work);
        }

        Flush();
    }

    /// <summary>Starts on another thread what is ready now; done once that has happened, or when a handler has blocked for too long.</summary>
    public async Task StartAllAsync(TimeProvider time)
    {
        if (_ready.IsEmpty)
        {
            return;
        }

        try
        {
            await Task.Run(Start).WaitAsync(StartTimeout, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
        }
    }

    /// <summary>Has an ack that was queued written, soon.</summary>
    public void Answered(IFrameLink link)
    {
        lock (_unflushed)
        {
            if (!_unflushed.Contains(link))
            {
                _unflushed.Add(link);
            }
        }

        // Else whoever starts the last ready one does it.
        if (_ready.IsEmpty)
        {
            Flush();
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        Volatile.Write(ref _asked, 0);
        Start();
    }

    /// <summary>Has another thread start what is ready, as this one is about to wait or to block.</summary>
    public void AskForAnother()
    {
        if (Interlocked.Exchange(ref _asked, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    private void Flush()
    {
        while (Next() is { } link)
        {
            link.Flush();
        }
    }

    private IFrameLink? Next()
    {
        lock (_unflushed)
        {
            if (_unflushed.Count == 0)
            {
                return null;
            }

            var link = _unflushed[^1];
            _unflushed.RemoveAt(_unflushed.Count - 1);
            return link;
        }
    }
}
