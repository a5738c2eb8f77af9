using DingTalk.Emulator.Apps;
using DingTalk.Emulator.Cards;
using DingTalk.Emulator.Json;
using DingTalk.Emulator.Streaming;
using DingTalk.Emulator.Transcripts;

namespace DingTalk.Emulator.Pushing;

// POST /emulator/push: pushes a card callback, an event or any callback; answers with the first ack.
internal sealed class PushEndpoint(
    AppDirectory apps, FramePusher pusher, PushQueue pushes, CardStore cards, TimeProvider time, IHostApplicationLifetime lifetime)
{
    private const int MaxBytes = 16 * 1024 * 1024;

    public async Task<IResult> HandleAsync(HttpContext http)
    {
        if (!RequestBody.IsJson(http.Request))
        {
            return ErrorAnswer.Result(
                "Send what is pushed as application/json, for example {\"event\":{\"eventType\":\"user_add_org\"}}.", 415);
        }

        var (root, problem) = await RequestBody.ReadObjectAsync(http.Request, MaxBytes, http.RequestAborted);
        if (root is null || PushRequest.Parse(root, apps, time.GetUtcNow(), out problem) is not { } request)
        {
            return ErrorAnswer.Result($"What is to be pushed cannot be read: {problem}.");
        }

        if (pushes.IsFull(request.App))
        {
            return ErrorAnswer.Result(
                $"Too many messages wait for an ack of {request.App.ClientId}; connect a bot or POST /emulator/reset.", 503);
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        return TypedResults.Json(await PushAsync(request, stop.Token), EmulatorJson.Shared.PushAnswer);
    }

    private async Task<PushAnswer> PushAsync(PushRequest request, CancellationToken stop)
    {
        var (app, frame) = (request.App, request.Frame);
        var push = pusher.Submit(app, frame, request.Click is { } click ? (data, took) => cards.Answered(app, click, data, took) : null);
        var ack = await FirstAckAsync(push, request.Wait, stop);
        return new PushAnswer(frame.Id, app.ClientId, frame.Type, frame.Topic)
        {
            Acked = ack?.State == "acked",
            AckCode = ack?.AckCode,
            AckMs = ack?.AckMs,
            AckData = ack?.AckData,
        };
    }

    private async Task<PushEntry?> FirstAckAsync(Push push, TimeSpan wait, CancellationToken stop)
    {
        try
        {
            return await push.Acked.Task.WaitAsync(wait, time, stop);
        }
        catch (Exception over) when (over is TimeoutException or OperationCanceledException)
        {
            return null;
        }
    }
}
