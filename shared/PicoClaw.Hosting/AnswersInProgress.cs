namespace PicoClaw.Hosting;

/// <summary>How many answers this process works on, told when it is stopped.</summary>
public sealed class AnswersInHand
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    /// <summary>One more, until what is returned is disposed.</summary>
    public IDisposable Begin()
    {
        Interlocked.Increment(ref _count);
        return new Answer(this);
    }

    private sealed class Answer(AnswersInHand all) : IDisposable
    {
        private AnswersInHand? _all = all;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _all, null) is { } all)
            {
                Interlocked.Decrement(ref all._count);
            }
        }
    }
}
