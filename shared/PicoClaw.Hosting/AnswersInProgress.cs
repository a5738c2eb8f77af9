namespace PicoClaw.Hosting;

/// <summary>The number of answers this process is working on, from a turn's start to the end of its call, which a person who stops it is told.</summary>
public sealed class AnswersInProgress
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    /// <summary>Counts one more until the result is disposed.</summary>
    public IDisposable Begin()
    {
        Interlocked.Increment(ref _count);
        return new Answer(this);
    }

    private sealed class Answer(AnswersInProgress all) : IDisposable
    {
        private AnswersInProgress? _all = all;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _all, null) is { } all)
            {
                Interlocked.Decrement(ref all._count);
            }
        }
    }
}
