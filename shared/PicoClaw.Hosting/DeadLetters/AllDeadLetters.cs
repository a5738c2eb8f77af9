namespace PicoClaw.Hosting.DeadLetters;

/// <summary>The dead letters of the services in this process.</summary>
internal sealed class AllDeadLetters(IEnumerable<IDeadLetterSource> sources) : IDeadLetters
{
    private const int MostOfOne = 10_000;

    public async Task<IReadOnlyList<DeadLetter>> ListAsync(DeadLetterFilter filter, CancellationToken cancellationToken)
    {
        var found = new List<DeadLetter>();
        foreach (var source in sources.Where(source => filter.Kind is null || source.Kind == filter.Kind))
        {
            found.AddRange((await source.ListAsync(MostOfOne, cancellationToken)).Where(filter.Fits));
        }

        return [.. found.OrderBy(letter => letter.At).ThenBy(letter => letter.Id, StringComparer.Ordinal)];
    }

    public async Task<DeadLetterDetail?> FindAsync(DeadLetterKind kind, string id, CancellationToken cancellationToken)
    {
        foreach (var source in Of(kind))
        {
            if (await source.FindAsync(id, cancellationToken) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    public async Task<ReplayResult> ReplayAsync(DeadLetterKind kind, string id, CancellationToken cancellationToken)
    {
        var result = ReplayResult.Gone;
        foreach (var source in Of(kind))
        {
            result = await source.ReplayAsync(id, cancellationToken);
            if (result != ReplayResult.Gone)
            {
                break;
            }
        }

        return result;
    }

    public async Task<bool> PurgeAsync(DeadLetterKind kind, string id, CancellationToken cancellationToken)
    {
        foreach (var source in Of(kind))
        {
            if (await source.PurgeAsync(id, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    private IEnumerable<IDeadLetterSource> Of(DeadLetterKind kind) => sources.Where(source => source.Kind == kind);
}
