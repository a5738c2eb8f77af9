namespace PicoClaw.Egress.Cards;

/// <summary>The calls of a desk that are out, a few at once.</summary>
/// <param name="ended">Called after each.</param>
/// <param name="failed">Called for a defect, or a store that is away.</param>
internal sealed class CardCalls(Action ended, Action<Exception> failed)
{
    private const int MostAtOnce = 8;

    private readonly Lock _gate = new();
    private readonly HashSet<Task> _calls = [];

    public bool IsEmpty => Count == 0;

    public bool IsFull => Count >= MostAtOnce;

    public Task AllAsync()
    {
        lock (_gate)
        {
            return Task.WhenAll([.. _calls]);
        }
    }

    /// <param name="card">It is in hand until then.</param>
    /// <param name="work">Brings one call, or none.</param>
    public void Begin(Card card, Func<Task> work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _calls.Add(done.Task);
        }

        _ = Task.Run(async () =>
        {
            try
            {
                await work();
            }
            catch (Exception exception)
            {
                failed(exception);
            }

            card.Release();
            lock (_gate)
            {
                _calls.Remove(done.Task);
            }

            done.SetResult();
            ended();
        });
    }

    private int Count
    {
        get
        {
            lock (_gate)
            {
                return _calls.Count;
            }
        }
    }
}
