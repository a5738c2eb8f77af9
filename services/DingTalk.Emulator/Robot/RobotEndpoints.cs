using DingTalk.Emulator.Apps;
using DingTalk.Emulator.Faults;
using DingTalk.Emulator.OpenApi;
using DingTalk.Emulator.Transcripts;
using Microsoft.Extensions.Options;

namespace DingTalk.Emulator.Robot;

// POST /v1.0/robot/oToMessages/batchSend and /v1.0/robot/groupMessages/send
internal sealed class RobotEndpoints(
    OpenApiCall calls, ConversationStore conversations, ReplyRecorder replies, FaultStore faults, IOptions<EmulatorOptions> options)
{
    public Task<IResult> OtoAsync(HttpContext http) => calls.SendAsync(http, Apis.Oto, (app, call) =>
    {
        var users = call.Texts("userIds");
        if (users is not { Count: > 0 } || users.Any(string.IsNullOrEmpty))
        {
            return calls.Refuse("invalidParameter.userIds.empty", "userIds is empty");
        }

        if (users.Count > options.Value.MaxUserIds)
        {
            return calls.Refuse("invalidParameter.userIds.overMax", $"userIds holds more than {options.Value.MaxUserIds}");
        }

        if (RobotMessage.Parse(call, out var code, out var problem) is not { } message)
        {
            return calls.Refuse(code, problem);
        }

        // An encrypted id, as in senderId, belongs to no user.
        var known = users.Distinct(StringComparer.Ordinal).ToList();
        var encrypted = known.Where(AppDirectory.IsEncrypted).ToList();
        if (encrypted.Count == known.Count)
        {
            return calls.Refuse(
                "staffId.notExisted", "userIds holds no staffId of this organization (a senderId is encrypted: use senderStaffId)");
        }

        var invalid = encrypted.Concat(faults.TryTakeNamed(FaultNames.InvalidStaffIds, app.ClientId, Apis.Oto, known.Except(encrypted)))
            .ToList();
        var slowed = faults.TryTakeNamed(FaultNames.FlowControlledStaffIds, app.ClientId, Apis.Oto, known.Except(invalid));
        var key = replies.Oto(app, [.. known.Except(invalid).Except(slowed)], message);
        return TypedResults.Json(new OtoAnswer(key, invalid, slowed, []), EmulatorJson.Shared.OtoAnswer);
    });

    public Task<IResult> GroupAsync(HttpContext http) => calls.SendAsync(http, Apis.Group, (app, call) =>
    {
        var conversation = call.Text("openConversationId");
        if (string.IsNullOrEmpty(conversation))
        {
            return calls.Refuse("miss.openConversationId", "openConversationId is missing");
        }

        if (RobotMessage.Parse(call, out var code, out var problem) is not { } message)
        {
            return calls.Refuse(code, problem);
        }

        if (!conversations.KnowsGroup(app, conversation))
        {
            return calls.Refuse("invalid.openConversationId", "openConversationId is not a group of this robot (ids are case sensitive)");
        }

        return TypedResults.Json(new GroupAnswer(replies.Group(app, conversation, message)), EmulatorJson.Shared.GroupAnswer);
    });
}
