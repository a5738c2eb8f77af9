using PicoClaw.Contracts;

namespace PicoClaw.Egress.Channels.DingTalk.Media;

/// <summary>What a reply that brings a file needs beside its call.</summary>
internal sealed class MediaReplies(MediaPlan plan, MediaIds ids, MediaUploader uploader, MediaMessages messages)
{
    /// <summary>Why DingTalk takes no such file, for the system that wants it sent; null: nothing is known against it.</summary>
    public string? ProblemOf(OutboundContent content) => plan.ProblemOf(content);

    /// <summary>The reply as it can go now: with its file once that is uploaded, or with a sentence where no way is open to the file.</summary>
    public async ValueTask<DingTalkReply> PrepareAsync(DingTalkReply reply, bool isApiOpen, CancellationToken cancellationToken)
    {
        if (reply.Pending is not { } draft)
        {
            return reply;
        }

        var id = await ids.FindAsync(reply.Account, draft, cancellationToken);
        var isOpen = draft.NeedsApi ? isApiOpen && reply.ApiRoute is not null : isApiOpen || id is not null;
        return !isOpen ? reply.With(messages.Sentence(draft, MediaFault.NoWay)) : id is null ? reply : reply.With(MediaMessages.Of(draft, id));
    }

    /// <summary>What is said when DingTalk refuses it; null for one without a file.</summary>
    public OutboundContent? Substitute(DingTalkReply reply, int part) =>
        reply.Media is { } draft ? messages.Content(draft, MediaFault.Refused, withCaption: part == 0) : null;

    public Task<SendResult> UploadAsync(DingTalkReply reply, CancellationToken cancellationToken) =>
        uploader.UploadAsync(reply.Account, reply.Pending!, cancellationToken);

    /// <summary>DingTalk refused a message: if it was for its file's id, that is not used again.</summary>
    public Task ForgetAsync(DingTalkReply reply, DingTalkMessage message, CancellationToken cancellationToken) =>
        message.Media is { } draft ? uploader.ForgetAsync(reply.Account, draft, cancellationToken) : Task.CompletedTask;
}
