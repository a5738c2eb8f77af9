using PicoClaw.Agent.Attachments.Opening;
using PicoClaw.Agent.History;
using PicoClaw.Agent.Models.Catalog;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Attachments;

/// <summary>Fetches and opens what came with the messages of a turn, and opens again what came shortly before: questions come back to it.</summary>
internal sealed class AttachmentTaker(
    IAttachmentFetcher fetcher, OpenedFiles files, ModelCatalog catalog, TimeProvider time, ILogger<AttachmentTaker> logger)
{
    /// <summary>The most of a turn; what is over it is told.</summary>
    public const int MaxOfTurn = 10;

    /// <summary>The most of the history that are shown again, the newest.</summary>
    public const int MaxAgain = 4;

    private const int AtOnce = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    /// <param name="conversation">Whose account fetches.</param>
    /// <param name="said">The messages to answer.</param>
    /// <param name="history">The entries before.</param>
    /// <param name="model">A <c>model_name</c>; null: the default. One that does not see gets no pictures.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    public async Task<TakenAttachments> TakeAsync(
        Conversation conversation, IReadOnlyList<HistoryEntry> said, IReadOnlyList<HistoryEntry> history, string? model, CancellationToken cancellationToken)
    {
        var sees = catalog.Sees(model);
        var own = PartsOf(said).ToList();
        var before = PartsOf(history).Reverse().Where(part => part.Blob is not null).Take(MaxAgain).ToList();
        if (own.Count + before.Count == 0)
        {
            return TakenAttachments.Without(said);
        }

        using var limit = new TimeLimit(Patience, time, cancellationToken);

        // All conversations share the few processes that open files, so each has one of them at most, whatever it was sent.
        using var opening = new SemaphoreSlim(1);
        var results = new (AttachmentPart Part, Opened? Opened, AttachmentProblem? Problem)[own.Count + before.Count];
        await Parallel.ForEachAsync(
            own.Concat(before).Index(),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (one, _) => results[one.Index] = one.Index >= own.Count ? await TakeAgainAsync(one.Item, sees, opening, limit, cancellationToken)
                : one.Index < MaxOfTurn ? await TakeAsync(conversation, one.Item, sees, opening, limit, cancellationToken)
                : (one.Item, null, AttachmentProblem.TooMany));
        return Assembled(said, own.Count, results);
    }

    private static IEnumerable<AttachmentPart> PartsOf(IEnumerable<HistoryEntry> entries) =>
        entries.SelectMany(entry => entry.Parts.OfType<AttachmentPart>());

    private static TakenAttachments Assembled(
        IReadOnlyList<HistoryEntry> said, int own, IReadOnlyList<(AttachmentPart Part, Opened? Opened, AttachmentProblem? Problem)> results)
    {
        var (opened, problems) = (new Dictionary<AttachmentPart, Opened>(), new Dictionary<AttachmentPart, AttachmentProblem>());
        foreach (var (index, (part, content, problem)) in results.Index())
        {
            if (content is not null)
            {
                opened[part] = content;
            }
            else if (problem is not null && index < own)
            {
                problems[part] = problem;
            }
        }

        var next = 0;
        return new(
            [.. said.Select(entry => entry with { Parts = [.. entry.Parts.Select(part => part is AttachmentPart ? results[next++].Part : part)] })],
            opened,
            problems);
    }

    private async Task<(AttachmentPart Part, Opened? Opened, AttachmentProblem? Problem)> TakeAsync(
        Conversation conversation, AttachmentPart part, bool sees, SemaphoreSlim opening, TimeLimit limit, CancellationToken cancellationToken)
    {
        // A model that sees nothing is no reason to spend a call of the platform's quota.
        if (!sees && part.Attachment.Kind == AttachmentKind.Image)
        {
            return (part, null, AttachmentProblem.NotSeen);
        }

        var isFetched = part.Blob is not null;
        try
        {
            if (!isFetched)
            {
                var fetched = await fetcher.FetchAsync(conversation, part.Attachment, limit.Token);
                if (fetched.Blob is null)
                {
                    return Without(part, AttachmentProblem.Of(fetched.Fault ?? FetchFault.Unavailable));
                }

                (part, isFetched) = (part with { Blob = fetched.Blob }, true);
            }

            var taken = await OpenAsync(part, sees, opening, limit.Token);
            return taken.Problem is { } problem ? Told(taken.Part, problem) : taken;
        }
        catch (OperationCanceledException) when (limit.HasPassed && !cancellationToken.IsCancellationRequested)
        {
            return isFetched ? Told(Closed(part), AttachmentProblem.Of(OpenFault.TooSlow)) : Told(part, AttachmentProblem.Of(FetchFault.Unavailable));
        }
    }

    // What does not come again is only named in its entry.
    private async Task<(AttachmentPart Part, Opened? Opened, AttachmentProblem? Problem)> TakeAgainAsync(
        AttachmentPart part, bool sees, SemaphoreSlim opening, TimeLimit limit, CancellationToken cancellationToken)
    {
        try
        {
            return await OpenAsync(part, sees, opening, limit.Token);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && (limit.HasPassed || exception is IOException))
        {
            return (part, null, null);
        }
    }

    private async Task<(AttachmentPart Part, Opened? Opened, AttachmentProblem? Problem)> OpenAsync(
        AttachmentPart part, bool sees, SemaphoreSlim opening, CancellationToken cancellationToken)
    {
        var opened = await OpenAsync(part, opening, cancellationToken);
        return opened is null ? Without(part, AttachmentProblem.Gone)
            : opened.Fault is { } fault ? Without(fault == OpenFault.NotStarted ? part : Closed(part), AttachmentProblem.Of(fault))
            : opened.IsPicture && !sees ? Without(part, AttachmentProblem.NotSeen)
            : (part with { Description = opened.Extent is { } extent ? $"{opened.Format}, {extent}" : opened.Format }, opened, null);
    }

    private async Task<Opened?> OpenAsync(AttachmentPart part, SemaphoreSlim opening, CancellationToken cancellationToken)
    {
        await opening.WaitAsync(cancellationToken);
        try
        {
            return await files.OpenAsync(part.Blob!, part.Attachment.FileName, cancellationToken);
        }
        finally
        {
            opening.Release();
        }
    }

    // The turns after would open it in vain, and wait for one that takes too long each time.
    private static AttachmentPart Closed(AttachmentPart part) => part with { Blob = null };

    private (AttachmentPart Part, Opened? Opened, AttachmentProblem? Problem) Told(AttachmentPart part, AttachmentProblem problem)
    {
        Log.AttachmentNotShown(logger, part.Attachment.Kind, problem.ToModel);
        return Without(part, problem);
    }

    private static (AttachmentPart Part, Opened? Opened, AttachmentProblem? Problem) Without(AttachmentPart part, AttachmentProblem problem) =>
        (part with { Description = problem.ToModel }, null, problem);
}
