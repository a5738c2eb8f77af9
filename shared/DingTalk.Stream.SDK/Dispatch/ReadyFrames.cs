using System.Collections.Concurrent;

namespace DingTalk.Stream;

// Frames whose handlers may start. The reading thread starts them itself once it has nothing left to read, because waking another thread
// costs more than most handlers take. If a handler blocks it while others are ready, another thread is asked; after that, for a while,
// already before a handler is started. Acks are written when no frame is ready any more, so they leave together.
internal sealed class ReadyFrames : IThreadPoolWorkItem, IDisposable
{
    // A reader that never runs dry must hand frames over after this many.
    private const int MostUnstarted = 64;

    // A handler that blocks its thread must not delay a stop.
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(1);

    private readonly Func<PendingFrame, Task> _run;
    private readonly StallWatch _watch;
    private readonly ConcurrentQueue<PendingFrame> _ready = new();
    private readonly List<IFrameLink> _unflushed = [];
    private int _unstarted;
    private int _asked;
    private long _started;

    public ReadyFrames(Func<PendingFrame, Task> run)
    {
        _run = run;
        _watch = new StallWatch(() => _ready.IsEmpty ? 0 : Volatile.Read(ref _started) + 1, _ => AskForAnother());
    }

    public void Add(PendingFrame pending)
    {
        _ready.Enqueue(pending);
        if (++_unstarted >= MostUnstarted)
        {
            _unstarted = 0;
            AskForAnother();
        }
    }

    // Starts the handlers on this thread, without waiting for those that await. It throws nothing.
    public void Start()
    {
        _unstarted = 0;
        while (_ready.TryDequeue(out var pending))
        {
            if (_ready.IsEmpty)
            {
                // The last handler may block: the acks of the others leave before it.
                Flush();
            }
            else if (_watch.IsRecent)
            {
                AskForAnother();
            }
            else
            {
                _watch.Watch();
            }

            Interlocked.Increment(ref _started);
            _ = _run(pending);
        }

        Flush();
    }

    // Starts the ready frames on another thread; ends when they are started, or when a handler has blocked for too long.
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

    // Schedules the write of a queued ack.
    public void Answered(IFrameLink link)
    {
        lock (_unflushed)
        {
            if (!_unflushed.Contains(link))
            {
                _unflushed.Add(link);
            }
        }

        // Otherwise the thread that starts the last ready frame flushes.
        if (_ready.IsEmpty)
        {
            Flush();
        }
    }

    public void Dispose() => _watch.Dispose();

    void IThreadPoolWorkItem.Execute()
    {
        Volatile.Write(ref _asked, 0);
        Start();
    }

    // Starts the ready frames on another thread, because this one is about to wait or block.
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
