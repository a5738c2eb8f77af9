using DingTalk.Emulator.Json;

namespace DingTalk.Emulator.Control;

// POST /emulator/reset: the state after a start, except that connections and access tokens live on.
internal sealed class ResetEndpoint(IEnumerable<IResettable> states)
{
    public IResult Handle(HttpRequest request)
    {
        if (request.ContentType is not null && !RequestBody.IsJson(request))
        {
            return ErrorAnswer.Result("Send nothing, or application/json.", 415);
        }

        foreach (var state in states)
        {
            state.Reset();
        }

        return TypedResults.NoContent();
    }
}
