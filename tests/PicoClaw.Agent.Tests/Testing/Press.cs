using PicoClaw.Contracts;
using PicoClaw.Hosting.Messaging;

namespace PicoClaw.Agent.Tests.Testing;

/// <summary>Presses as they come from the broker.</summary>
internal static class Press
{
    /// <param name="reply">On which it was pressed.</param>
    /// <param name="kind">What.</param>
    /// <param name="person">Who; Ann of <see cref="Said.Direct"/>.</param>
    /// <param name="text">The command, or the reason.</param>
    /// <param name="id">Makes it another press.</param>
    public static ActionReceived On(Guid reply, ActionKind kind, string person = "u1", string? text = null, string id = "one") => new()
    {
        Id = DeterministicId.From("press", reply.ToString(), kind.ToString(), person, id),
        Channel = "sample",
        Account = "main",
        ReplyId = reply,
        Sender = new Sender { Id = person },
        Kind = kind,
        Text = text,
        ReceivedAt = Said.Noon.AddHours(1),
    };
}
