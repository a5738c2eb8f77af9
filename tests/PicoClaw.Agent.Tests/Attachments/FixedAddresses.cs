using PicoClaw.Agent.Attachments;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Tests.Attachments;

/// <summary>Egress as the test wants it.</summary>
internal sealed class FixedAddresses : IAttachmentAddresses
{
    /// <summary>Null: it breaks.</summary>
    public AttachmentAddress? Answer { get; set; }

    public int Asked { get; private set; }

    public Task<AttachmentAddress> AskAsync(Conversation conversation, string reference, CancellationToken cancellationToken)
    {
        Asked++;
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Answer ?? throw new InvalidDataException("broken"));
    }
}
