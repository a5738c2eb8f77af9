using PicoClaw.Contracts;

namespace PicoClaw.Agent.Attachments;

/// <summary>Asks the channel where an attachment can be read.</summary>
internal interface IAttachmentAddresses
{
    /// <summary>Its answer, also when nobody answers in time.</summary>
    Task<AttachmentAddress> AskAsync(Conversation conversation, string reference, CancellationToken cancellationToken);
}
