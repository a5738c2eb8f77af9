using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks.Sources;

namespace DingTalk.Stream;

// Reads a socket with blocking calls on a thread of its own and continues there, so a frame that arrives alone wakes one thread, which
// parses it, starts its handler and writes its ack. An asynchronous socket wakes two, its poller and a pool thread, and that was half of
// the frame's cost. A thread that does not come back (a handler blocks it, or the peer takes no acks) is left to it: another one reads
// on, and for a while reads continue on the pool.
internal sealed class SocketReader : IValueTaskSource<int>, IThreadPoolWorkItem, IDisposable
{
    private readonly object _gate = new();
    private readonly Socket _socket;
    private readonly StallWatch _watch;
    private ManualResetValueTaskSourceCore<int> _read;
    private Memory<byte> _buffer;
    private bool _isWanted;
    private bool _isReading;
    private bool _isClosed;
    private (int Count, Exception? Error) _result;

    // The turn that runs on the reading thread after a read; 0 for none.
    private long _busy;
    private long _turns;

    public SocketReader(Socket socket)
    {
        _socket = socket;
        _watch = new StallWatch(() => Volatile.Read(ref _busy), ReadOn);
    }

    // Also starts the thread.
    public Task ConnectAsync(IPAddress[] addresses, int port)
    {
        var connected = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Start(() =>
        {
            try
            {
                _socket.Connect(addresses, port);
                connected.SetResult();
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                connected.SetException(exception);
                return;
            }

            Run();
        });
        return connected.Task;
    }

    public ValueTask<int> ReadAsync(Memory<byte> buffer)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            if (_isReading)
            {
                // Two reads meet in a close: the WebSocket's receiver and its closer may both wait for the server to end the connection.
                return ValueTask.FromException<int>(new IOException("Another read of this connection has not ended."));
            }

            _read.Reset();
            (_buffer, _isWanted, _isReading) = (buffer, true, true);
            Monitor.Pulse(_gate);
            return new ValueTask<int>(this, _read.Version);
        }
    }

    // Ends the thread once a read that waits has failed; closing the socket is the caller's.
    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
            Monitor.Pulse(_gate);
        }

        _watch.Dispose();
    }

    void IThreadPoolWorkItem.Execute() => Continue();

    int IValueTaskSource<int>.GetResult(short token)
    {
        try
        {
            return _read.GetResult(token);
        }
        finally
        {
            Volatile.Write(ref _isReading, false);
        }
    }

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => _read.GetStatus(token);

    void IValueTaskSource<int>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _read.OnCompleted(continuation, state, token, flags);

    private static void Start(ThreadStart run) => new Thread(run) { IsBackground = true, Name = "DingTalk Stream" }.UnsafeStart();

    private void Run()
    {
        while (IsWanted())
        {
            _result = Receive();
            if (_watch.IsRecent)
            {
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
                continue;
            }

            var turn = ++_turns;
            Interlocked.Exchange(ref _busy, turn);
            _watch.Watch();
            Continue();
            if (Interlocked.CompareExchange(ref _busy, 0, turn) != turn)
            {
                return;
            }
        }
    }

    private bool IsWanted()
    {
        lock (_gate)
        {
            while (!_isWanted && !_isClosed)
            {
                Monitor.Wait(_gate);
            }

            var isWanted = _isWanted;
            _isWanted = false;
            return isWanted;
        }
    }

    private (int Count, Exception? Error) Receive()
    {
        try
        {
            if (_buffer.Length > 0)
            {
                return (_socket.Receive(_buffer.Span), null);
            }

            // A read of nothing waits until there is something.
            _socket.Poll(Timeout.Infinite, SelectMode.SelectRead);
            return (0, null);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            return (0, new IOException($"Reading from the connection failed: {exception.Message}", exception));
        }
    }

    private void Continue()
    {
        if (_result.Error is { } error)
        {
            _read.SetException(error);
        }
        else
        {
            _read.SetResult(_result.Count);
        }
    }

    // The thread that is blocked ends once it comes back.
    private void ReadOn(long turn)
    {
        if (Interlocked.CompareExchange(ref _busy, 0, turn) == turn)
        {
            Start(Run);
        }
    }
}
