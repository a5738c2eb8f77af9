using DingTalk.Emulator.Cards;
using DingTalk.Emulator.Faults;
using DingTalk.Emulator.Limits;
using DingTalk.Emulator.Json;
using DingTalk.Emulator.Models;
using DingTalk.Emulator.Robot;
using DingTalk.Emulator.Statistics;
using DingTalk.Emulator.Streaming;
using DingTalk.Emulator.Transcripts;

namespace DingTalk.Emulator.Chat;

// POST /emulator/reset: as after the start, but the connections and the access tokens live on.
internal sealed class ResetEndpoint(
    PushDesk pushes, LinkRegistry links, SessionDesk sessions, ConversationBook conversations, DynamicDataPuller dynamicData, CardDesk cards, CallLimits limits, FaultBoard faults,
    Transcript transcript, ModelLog models, Stats stats)
{
    public IResult Handle(HttpRequest request)
    {
        if (request.ContentType is not null && !RequestBody.IsJson(request))
        {
            return Complaint.Result("Send nothing, or application/json.", 415);
        }

        pushes.Reset();
        links.ForgetDead();
        sessions.Expire(null);
        conversations.Reset();
        dynamicData.Reset();
        cards.Reset();
        limits.Reset();
        faults.Clear();
        transcript.Reset();
        models.Reset();
        stats.Reset();
        return TypedResults.NoContent();
    }
}
