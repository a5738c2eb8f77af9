namespace PicoClaw.Hosting.DeadLetters.Malformed;

/// <summary>The messages that the intake of a service could not take.</summary>
internal sealed class MalformedLetters(IMalformedStore store, IEnumerable<IIntakeDoor> doors) : IDeadLetterSource
{
    private const int LongestText = 4000;

    public DeadLetterKind Kind => DeadLetterKind.Malformed;

    public async Task<IReadOnlyList<DeadLetter>> ListAsync(int limit, CancellationToken cancellationToken) =>
        [.. (await store.ListAsync(limit, cancellationToken)).Select(Letter)];

    public async Task<DeadLetterDetail?> FindAsync(string id, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken) is { } found ? new DeadLetterDetail(Letter(found), TextOf(found)) : null;

    /// <summary>It leaves the dead letters only once its service has committed it.</summary>
    public async Task<ReplayResult> ReplayAsync(string id, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, cancellationToken) is not { } found)
        {
            return ReplayResult.Gone;
        }

        if (doors.FirstOrDefault(door => door.Intake == found.Intake) is not { } door)
        {
            return new ReplayResult($"It belongs to {found.Intake}, whose service is not in this process.");
        }

        var result = await TakeAsync(door, found.Body, cancellationToken);
        if (result == ReplayResult.Done)
        {
            await store.DeleteAsync(id, cancellationToken);
        }

        return result;
    }

    public Task<bool> PurgeAsync(string id, CancellationToken cancellationToken) => store.DeleteAsync(id, cancellationToken);

    private static async Task<ReplayResult> TakeAsync(IIntakeDoor door, string body, CancellationToken cancellationToken)
    {
        try
        {
            return await door.TakeAsync(body, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new ReplayResult($"It cannot be taken: {exception.Message}");
        }
    }

    private static DeadLetter Letter(MalformedMessage message) => new(
        DeadLetterKind.Malformed, message.Id, message.LastAt, message.Arrivals, message.Conversation, $"{message.Intake}: {message.Reason}");

    // It may hold a session in a place where nobody expects it.
    private static string TextOf(MalformedMessage message)
    {
        var body = message.Body;
        return body.Length <= LongestText ? Masked.Of(body) : $"{Masked.Of(body[..LongestText])}… ({message.Size} bytes)";
    }
}
