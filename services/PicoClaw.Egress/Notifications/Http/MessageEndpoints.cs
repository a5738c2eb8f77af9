using PicoClaw.Hosting;

namespace PicoClaw.Egress.Notifications.Http;

/// <summary><c>/v1/messages</c>, by which other systems have messages sent.</summary>
internal sealed class MessageEndpoints(
    ClientTokens tokens,
    RequestReader reader,
    NotificationDoor door,
    StatusReader statuses,
    NotificationMetrics metrics,
    TimeProvider time,
    ILogger<MessageEndpoints> logger) : IEndpoints
{
    public const string Path = "/v1/messages";
    public const string Document = "/v1/openapi.json";

    // A store that is away is waited for; a client should not wait as long.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly Problem StoreAway = new(
        StatusCodes.Status503ServiceUnavailable,
        "Service Unavailable",
        "The store does not answer, so it is not known whether the message was taken. Send it again with the same idempotencyKey.");

    public void Map(WebApplication app)
    {
        app.MapPost(Path, context => RunAsync(context, PostAsync));
        app.MapGet($"{Path}/{{id}}", context => RunAsync(context, GetAsync));
        app.MapGet(Document, context => Results.Stream(OpenApiDocument.Open(), "application/json").ExecuteAsync(context));
    }

    private async Task RunAsync(HttpContext context, Func<HttpContext, string, Task<IResult>> answer) =>
        await (await AnswerAsync(context, answer)).ExecuteAsync(context);

    private async Task<IResult> AnswerAsync(HttpContext context, Func<HttpContext, string, Task<IResult>> answer)
    {
        if (tokens.Find(context.Request.Headers.Authorization) is not { } client)
        {
            Log.TokenRefused(logger, $"{context.Connection.RemoteIpAddress}");
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return new Problem(
                StatusCodes.Status401Unauthorized,
                "Unauthorized",
                "The request has no token that is known here. Send \"Authorization: Bearer TOKEN\"; the operator of the bot writes the token's SHA-256 "
                    + "under notifications.tokens.").ToResult();
        }

        try
        {
            return await answer(context, client);
        }
        catch (TimeoutException)
        {
            return StoreAway.ToResult();
        }
    }

    // Begins when the request is read: a file takes as long as its client's line.
    private async Task<T> AskStoreAsync<T>(HttpContext context, Func<CancellationToken, Task<T>> ask)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, context.RequestAborted);
        try
        {
            return await ask(either.Token);
        }
        catch (OperationCanceledException exception) when (patience.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested)
        {
            throw new TimeoutException(StoreAway.Detail, exception);
        }
    }

    private async Task<IResult> PostAsync(HttpContext context, string client)
    {
        var (message, problem) = await reader.ReadAsync(context, client);
        if (message is null)
        {
            metrics.Refused(client);
            return problem!.ToResult();
        }

        var (receipt, refusal) = await AskStoreAsync(context, cancellationToken => door.TakeAsync(client, message, cancellationToken));
        if (receipt is null)
        {
            return Problem.BadRequest(refusal!).ToResult();
        }

        if (receipt.Outcome == IntakeOutcome.Conflict)
        {
            return new Problem(
                StatusCodes.Status409Conflict,
                "Conflict",
                "This idempotencyKey was used before for another message, which stays as it was. Send this one under a key of its own.").ToResult();
        }

        context.Response.Headers.Location = $"{Path}/{receipt.Id}";
        return Results.Json(
            new MessageAccepted(receipt.Id, receipt.Recipients, receipt.Id != message.Id),
            MessageJson.Answers.MessageAccepted,
            statusCode: StatusCodes.Status202Accepted);
    }

    private async Task<IResult> GetAsync(HttpContext context, string client)
    {
        bool? withReads = $"{context.Request.Query["read"]}" switch
        {
            "" or "false" => false,
            "true" => true,
            _ => null,
        };
        if (withReads is null)
        {
            return Problem.BadRequest("read is true or false. Write ?read=true to learn who has read the message, or leave it out.").ToResult();
        }

        if (!Guid.TryParse($"{context.GetRouteValue("id")}", out var id)
            || await AskStoreAsync(context, cancellationToken => statuses.ReadAsync(client, id, withReads.Value, cancellationToken)) is not { } status)
        {
            return new Problem(
                StatusCodes.Status404NotFound,
                "Not Found",
                "There is no message of yours with this id. Take the id from the answer to POST; records are deleted after "
                    + "egress.keep_sent_days.").ToResult();
        }

        if (status.Reads is not { Pending: > 0 })
        {
            return Results.Json(status, MessageJson.Answers.MessageStatus);
        }

        context.Response.Headers.RetryAfter = "10";
        return Results.Json(status, MessageJson.Answers.MessageStatus, statusCode: StatusCodes.Status202Accepted);
    }
}
