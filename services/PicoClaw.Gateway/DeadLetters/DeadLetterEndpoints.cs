using PicoClaw.Hosting;
using PicoClaw.Hosting.DeadLetters;

namespace PicoClaw.Gateway.DeadLetters;

/// <summary>
/// What <c>picoclaw dead</c> asks a gateway whose store is SQLite, which one process owns. To everybody without the key there is nothing here.
/// </summary>
internal sealed class DeadLetterEndpoints(IDeadLetters letters, ControlKey key) : IEndpoints
{
    public const string Path = "/dead";

    public void Map(WebApplication app)
    {
        var dead = app.MapGroup(Path);
        dead.AddEndpointFilter(async (context, next) => key.Fits(context.HttpContext) ? await next(context) : Results.NotFound());
        dead.MapGet(
            "",
            async (DeadLetterKind? kind, string? reason, DateTimeOffset? since, string? id, CancellationToken cancellationToken) => Results.Json(
                await letters.ListAsync(new DeadLetterFilter(kind, reason, since, id), cancellationToken), DeadLetterJson.Default.IReadOnlyListDeadLetter));
        dead.MapGet(
            "{kind}/{id}",
            async (DeadLetterKind kind, string id, CancellationToken cancellationToken) =>
                await letters.FindAsync(kind, id, cancellationToken) is { } found
                    ? Results.Json(found, DeadLetterJson.Default.DeadLetterDetail)
                    : Results.NoContent());
        dead.MapPost(
            "{kind}/{id}",
            async (DeadLetterKind kind, string id, CancellationToken cancellationToken) =>
                Results.Json(await letters.ReplayAsync(kind, id, cancellationToken), DeadLetterJson.Default.ReplayResult));
        dead.MapDelete(
            "{kind}/{id}",
            async (DeadLetterKind kind, string id, CancellationToken cancellationToken) =>
                Results.Json(
                    await letters.PurgeAsync(kind, id, cancellationToken) ? ReplayResult.Done : ReplayResult.Gone,
                    DeadLetterJson.Default.ReplayResult));
    }
}
