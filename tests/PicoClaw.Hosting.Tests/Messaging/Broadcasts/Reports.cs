using PicoClaw.Contracts;

namespace PicoClaw.Hosting.Tests.Messaging.Broadcasts;

internal static class Reports
{
    public static ReplyProgress Progress(Guid reply, long number, string text = "so far", int attempt = 1) => new()
    {
        ReplyId = reply,
        Attempt = attempt,
        Number = number,
        Conversation = new Conversation { Channel = "test", Account = "main", Id = "one", Kind = ConversationKind.Direct },
        ReplyRoute = new ReplyRoute { Address = "back" },
        Stage = ProgressStage.Writing,
        Text = text,
        StartedAt = TimeProvider.System.GetUtcNow(),
        CreatedAt = TimeProvider.System.GetUtcNow(),
    };
}
